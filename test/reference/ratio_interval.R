source("common.R")
source("poisson_binomial.R")

# oe(outcome_agg(observed, expected), level, method, 'poisson'): the interval of O/E
root <- function(f, low, high) uniroot(f, c(low, high), tol = 1e-14, maxiter = 10000)$root

poisson_interval <- function(O, level, method) {
  tail <- (1 - level) / 2
  z <- qnorm(1 - tail)
  switch(method,
    exact = c(if (O == 0) 0 else qgamma(tail, O), qgamma(1 - tail, O + 1)),
    byar = c(if (O == 0) 0 else max(0, O * (1 - 1 / (9 * O) - z / (3 * sqrt(O)))^3),
             (O + 1) * (1 - 1 / (9 * (O + 1)) + z / (3 * sqrt(O + 1)))^3),
    midp = {
      top <- O + 20 + 20 * sqrt(O + 1)
      # P(X > O) + P(X = O) / 2, and P(X < O) + P(X = O) / 2, at a mean of m
      above <- function(m) ppois(O, m, lower.tail = FALSE) + dpois(O, m) / 2
      below <- function(m) ppois(O - 1, m) + dpois(O, m) / 2
      c(if (O == 0) 0 else root(function(m) above(m) - tail, 0, O + 1),
        root(function(m) below(m) - tail, max(O - 1, 0), top))
    })
}

grid <- expand.grid(observed = c(0:6, 8, 10, 17, 30, 100, 361, 1000, 20000), expected = c(.5, 1, 8.5, 347.25),
                    level = c(.9, .95, .998), method = c("exact", "byar", "midp"), stringsAsFactors = FALSE)
limits <- mapply(poisson_interval, grid$observed, grid$level, grid$method)
grid$ratio <- grid$observed / grid$expected
grid$lower <- limits[1, ] / grid$expected
grid$upper <- limits[2, ] / grid$expected
write_vectors("ratio_interval", grid[c("method", "observed", "expected", "level", "ratio", "lower", "upper")])

# The same for patients of known risk: the binomial of size m2 = E^2/(E - V) has the mean and variance of the count;
# it is never taken smaller than the count observed
patient_interval <- function(O, s, level, method) {
  tail <- (1 - level) / 2
  m <- max(s$E^2 / (s$E - s$V), O)
  if (method == "exact")
    return(c(if (O == 0) 0 else m * qbeta(tail, O, m - O + 1), if (O >= m) m else m * qbeta(1 - tail, O + 1, m - O)) / s$E)
  # mid tail of the binomial whose size need not be whole, at risk q
  at_most <- function(k, q) if (k < 0) 0 else if (k >= m) 1 else pbeta(q, k + 1, m - k, lower.tail = FALSE)
  above <- function(k, q) if (k < 0) 1 else if (k >= m) 0 else pbeta(q, k + 1, m - k)
  c(if (O == 0) 0 else m * root(function(q) (above(O, q) + above(O - 1, q)) / 2 - tail, 0, 1),
    if (O >= m) m else m * root(function(q) (at_most(O, q) + at_most(O - 1, q)) / 2 - tail, 0, 1)) / s$E
}

# Where that upper end would lift a group of patients past a risk of 1, the matched binomial has no room for the ratio:
# the end is then where the groups, held at 1, have the nominal tail
upper_among_groups <- function(O, s, level, method, upper) {
  tail <- (1 - level) / 2
  groups <- risk_groups(s)
  most <- s$n / s$E
  if (upper >= most || all(upper * groups$risk <= 1 + 1e-9)) return(upper)
  excess <- function(t) {
    d <- patient_count(s, t)
    (if (method == "midp") (d$lower(O) + d$lower(O - 1)) / 2 else d$lower(O)) - tail
  }
  if (excess(upper) <= 0) upper
  else if (excess(most) >= 0) most
  else uniroot(excess, c(upper, most), tol = 1e-15, maxiter = 10000)$root
}

cases <- list()
for (name in names(mixes)) {
  s <- risk_sums(mixes[[name]])
  O <- unique(pmin(s$n, c(0, 1, 2, round(s$E), round(s$E + 3 * sqrt(s$V)), round(2 * s$E) + 4, s$n)))
  for (o in O) for (level in c(.95, .998)) for (method in c("exact", "midp")) {
    limits <- patient_interval(o, s, level, method)
    limits[2] <- upper_among_groups(o, s, level, method, limits[2])
    cases[[length(cases) + 1]] <- data.frame(mix = name, observed = o, method = method, level = level,
                                             ratio = o / s$E, lower = limits[1], upper = limits[2])
  }
}
write_vectors("ratio_interval_patients", rows(cases))
