# gnuplot -c funnel.gp POINTS CURVES SVG TITLE EVENTS
# POINTS: expected, ratio, status, name of an outlier or nothing, its own four limits, and whether those are off the curves.
# CURVES: expected and its limits. Limits are 95 % lower and upper, 99.8 % lower and upper.
points = ARG1
curves = ARG2
events = ARG5

set terminal svg size 900,600 dynamic noenhanced font 'Helvetica,Arial,sans-serif,13' background 'white'
set output ARG3
set encoding utf8
set datafile separator tab
set datafile missing ''

stats points using 2 nooutput name 'RATIO'
stats curves using 1 nooutput name 'EXPECTED'
stats curves using 5 nooutput name 'UPPER'
stats points using 9 nooutput name 'OWN'
larger(a, b) = a > b ? a : b
top = larger(2.2, larger(RATIO_max * 1.12, UPPER_min * 1.2))

set title ARG4 font ',18' offset 0,-0.3
set xlabel 'Expected '.events offset 0,-0.2
set ylabel 'Observed / expected '.events
set xrange [0:EXPECTED_max]
set yrange [0:top]
set border 3 linecolor rgb '#404040'
set tics nomirror out textcolor rgb 'black'
set margins 9, 3, 7.5, 3
set key outside bottom center horizontal reverse Left samplen 2.4 width 1 maxrows 2

# Okabe and Ito's palette; each status has a shape of its own besides.
blue = '#0072B2'; orange = '#E69F00'; vermillion = '#D55E00'; sky = '#56B4E9'; green = '#009E73'
inner = '#DADADA'; outer = '#EEEEEE'; edge = '#B0B0B0'

kind = OWN_max > 0 ? ' (Poisson)' : ''
if_status(word) = (strcol(3) eq word) ? $2 : NaN
dash = 0.008 * EXPECTED_max
label(direction, right) = (strcol(3)[1:5] eq direction && ($1 > 0.8 * EXPECTED_max) == right) ? $2 : NaN

plot curves using 1:4:5 with filledcurves fillcolor rgb outer title '99.8 % limits'.kind, \
     curves using 1:2:3 with filledcurves fillcolor rgb inner title '95 % limits'.kind, \
     for [column = 2:5] curves using 1:column with lines linecolor rgb edge linewidth 0.8 notitle, \
     1 with lines linecolor rgb 'black' linewidth 1 title 'as expected', \
     for [n = 1:OWN_max] for [column = 5:8] points using ($1 - dash):column:(2 * dash):(0) \
         with vectors nohead linewidth 1.2 linecolor rgb '#404040' title (column == 5 ? "unit's own limits" : ''), \
     points using 1:(if_status('within limits')) with points pointtype 7 pointsize 0.75 linecolor rgb blue title 'within limits', \
     points using 1:(if_status('above 95%')) with points pointtype 8 pointsize 1.1 linewidth 2 linecolor rgb orange title 'above 95 %', \
     points using 1:(if_status('above 99.8%')) with points pointtype 9 pointsize 1.3 linecolor rgb vermillion title 'above 99.8 %', \
     points using 1:(if_status('below 95%')) with points pointtype 10 pointsize 1.1 linewidth 2 linecolor rgb sky title 'below 95 %', \
     points using 1:(if_status('below 99.8%')) with points pointtype 11 pointsize 1.3 linecolor rgb green title 'below 99.8 %', \
     points using 1:(label('above', 0)):4 with labels left offset 1,0.5 notitle, \
     points using 1:(label('above', 1)):4 with labels right offset -1,0.5 notitle, \
     points using 1:(label('below', 0)):4 with labels left offset 1,-0.5 notitle, \
     points using 1:(label('below', 1)):4 with labels right offset -1,-0.5 notitle
