# rcs(x, j, knots): Harrell, Regression Modeling Strategies, 2nd ed. 2015, 2.4.5, with the cubes divided by the squared
# distance of the outer knots. Where Hmisc is installed, its rcspline.eval has to say the same.

above <- function(x) pmax(x, 0)^3

harrell <- function(x, knots) {
  k <- length(knots)
  last <- knots[k]; before <- knots[k - 1]
  cubic <- sapply(knots[seq_len(k - 2)], function(t)
    (above(x - t) - above(x - before) * (last - t) / (last - before) + above(x - last) * (before - t) / (last - before)) /
      (last - knots[1])^2)
  basis <- cbind(x, cubic)
  if (requireNamespace("Hmisc", quietly = TRUE))
    stopifnot(all.equal(unname(basis), unclass(Hmisc::rcspline.eval(x, knots = knots, inclx = TRUE)), tolerance = 1e-12, check.attributes = FALSE))
  basis
}
