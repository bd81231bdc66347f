source("common.R")

# rcs(x, j, knots): Harrell, Regression Modeling Strategies, 2nd ed. 2015, 2.4.5, with the cubes divided by the squared
# distance of the outer knots. Where Hmisc is installed, its rcspline.eval has to say the same.
set.seed(24)

above <- function(x) pmax(x, 0)^3

harrell <- function(x, knots) {
  k <- length(knots)
  last <- knots[k]; before <- knots[k - 1]
  cubic <- sapply(knots[seq_len(k - 2)], function(t)
    (above(x - t) - above(x - before) * (last - t) / (last - before) + above(x - last) * (before - t) / (last - before)) /
      (last - knots[1])^2)
  cbind(x, cubic)
}

cases <- list(
  list(knots = c(2, 6.5, 14), x = c(-30, 2, 2.5, 6.5, 7, 14, 14.5, 40)),
  list(knots = c(-1.5, .25, 3, 7, 16), x = c(-30, -1.5, 0, .25, 1.75, 3, 5, 7, 12, 16, 30)),
  list(knots = c(5, 27.5, 50, 72.5), x = 0:100),
  list(knots = c(.01, .02, .05, .9, .95, .99), x = runif(30)),
  list(knots = sort(rnorm(20)), x = rnorm(30, 0, 2)))

vectors <- rows(lapply(cases, function(case) {
  basis <- harrell(case$x, case$knots)
  if (requireNamespace("Hmisc", quietly = TRUE))
    stopifnot(all.equal(unname(basis), unclass(Hmisc::rcspline.eval(case$x, knots = case$knots, inclx = TRUE)),
                        tolerance = 1e-12, check.attributes = FALSE))
  data.frame(knots = paste(sprintf("%.17g", case$knots), collapse = ", "), x = rep(case$x, ncol(basis)),
             j = rep(seq_len(ncol(basis)), each = length(case$x)), value = as.vector(basis))
}))
write_vectors("spline", vectors)
