# gnuplot -c watching.gp POINTS SVG TITLE UNIT
# POINTS: number, VLAD, its band below and above, CUSUM, its limit.
points = ARG1

set terminal svg size 900,700 dynamic noenhanced font 'Helvetica,Arial,sans-serif,13' background 'white'
set output ARG2
set encoding utf8
set datafile separator tab
set datafile missing ''

set multiplot layout 2,1 title ARG3.': '.ARG4 font ',18'
set border 3 linecolor rgb '#404040'
set tics nomirror out textcolor rgb 'black'
set lmargin 9
set rmargin 3
set key outside bottom center horizontal reverse Left samplen 2.4

# Okabe and Ito's palette, as in the funnel.
blue = '#0072B2'; vermillion = '#D55E00'; inner = '#DADADA'

set ylabel 'Expected less observed'
plot points using 1:3:4 with filledcurves fillcolor rgb inner title '95 % band, for one look', \
     0 with lines linecolor rgb 'black' linewidth 1 notitle, \
     points using 1:2 with steps linewidth 2 linecolor rgb blue title 'VLAD'

set xlabel 'Operation' offset 0,0.4
set ylabel 'CUSUM, doubled odds'
set yrange [0:*]
plot points using 1:6 with lines linewidth 1.5 dashtype 2 linecolor rgb vermillion title 'limit', \
     points using 1:5 with steps linewidth 2 linecolor rgb blue title 'CUSUM'
unset multiplot
