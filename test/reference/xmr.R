source("common.R")

# xmr(): mean and 2.66 mean moving ranges of the baseline, and the rules of Making Data Count, by looking at every stretch.
marked <- function(n, stretches) seq_len(n) %in% unlist(stretches)
stretches_of <- function(n, length, holds)
  Filter(holds, lapply(seq_len(max(0, n - length + 1)), function(first) first:(first + length - 1)))

chart <- function(name, value, baseline) {
  n <- length(value)
  inside <- baseline[-1] & baseline[-n]
  centre <- mean(value[baseline])
  reach <- 2.66 * mean(abs(diff(value))[inside])
  far <- 2 / 3 * reach
  two <- Filter(function(s) length(s) == 2,
    unlist(lapply(stretches_of(n, 3, function(s) TRUE), function(s)
      list(s[value[s] - centre > far][1:2], s[value[s] - centre < -far][1:2],
           rev(s[value[s] - centre > far])[1:2], rev(s[value[s] - centre < -far])[1:2])), recursive = FALSE))
  two <- Filter(function(s) !anyNA(s), two)
  data.frame(chart = name, id = seq_len(n), value = value, baseline = baseline,
    mean = centre, lower = centre - reach, upper = centre + reach,
    outside = abs(value - centre) > reach,
    shift = marked(n, stretches_of(n, 7, function(s) all(value[s] > centre) || all(value[s] < centre))),
    trend = marked(n, stretches_of(n, 7, function(s) all(diff(value[s]) > 0) || all(diff(value[s]) < 0))),
    two_of_three = marked(n, two))
}

set.seed(36)
walk <- cumsum(rnorm(60, 0, .6))
write_vectors("xmr", rows(list(
  chart("noise", round(rnorm(40, 10, 2), 3), rep(TRUE, 40)),
  chart("step", round(c(rnorm(20, 10), rnorm(20, 12)), 3), rep(c(TRUE, FALSE), each = 20)),
  chart("walk", round(walk, 3), rep(TRUE, 60)),
  chart("whole numbers", round(walk), seq_len(60) <= 24))))
