source("common.R")
source("spline_basis.R")

# rcs(x, j, knots)
set.seed(24)

cases <- list(
  list(knots = c(2, 6.5, 14), x = c(-30, 2, 2.5, 6.5, 7, 14, 14.5, 40)),
  list(knots = c(-1.5, .25, 3, 7, 16), x = c(-30, -1.5, 0, .25, 1.75, 3, 5, 7, 12, 16, 30)),
  list(knots = c(5, 27.5, 50, 72.5), x = 0:100),
  list(knots = c(.01, .02, .05, .9, .95, .99), x = runif(30)),
  list(knots = sort(rnorm(20)), x = rnorm(30, 0, 2)))

vectors <- rows(lapply(cases, function(case) {
  basis <- harrell(case$x, case$knots)
  data.frame(knots = paste(sprintf("%.17g", case$knots), collapse = ", "), x = rep(case$x, ncol(basis)),
             j = rep(seq_len(ncol(basis)), each = length(case$x)), value = as.vector(basis))
}))
write_vectors("spline", vectors)
