source("common.R")

# q_value(p) OVER (...): Benjamini-Hochberg. A unit without a p-value takes no part.
set.seed(20)
sets <- list(
  one = .03, ties = c(.01, .01, .04, .04, 1), sorted = 1:15 / 200, reversed = 15:1 / 16,
  null = runif(150), signals = c(runif(140), runif(10)^8), tiny = c(1e-300, 1e-30, .5, 1, 0),
  `with gaps` = c(.02, NA, .001, .3, NA, .04))
write_vectors("q_value", rows(lapply(names(sets), function(name)
  data.frame(set = name, unit = seq_along(sets[[name]]), p = sets[[name]], q = p.adjust(sets[[name]], "BH")))))
