source("common.R")

# vlad, cusum, vlad_band and ewma over one series of cases: from the definitions, case by case.
set.seed(35)
cases <- 400
risk <- c(0, 1, round(plogis(rnorm(cases - 2, -2.5, 1.2)), 6))
event <- runif(cases) < pmin(1, 1.4 * risk)

# Steiner, Cook, Farewell and Treasure 2000: ln of (1 - p + R0 p) RA / ((1 - p + RA p) R0), R0 = 1, and without RA for no event
weight <- function(y, p, ra) log(ifelse(y, ra, 1) / (1 - p + ra * p))
cusum <- function(w, reset) {
  s <- 0; out <- numeric(length(w))
  for (i in seq_along(w)) {
    if (s >= reset) s <- 0
    s <- out[i] <- max(0, s + w[i])
  }
  out
}

band <- function(p, tail) {
  mass <- 1
  t(vapply(seq_along(p), function(i) {
    mass <<- c(mass, 0) * (1 - p[i]) + c(0, mass) * p[i]
    below <- cumsum(mass)
    e <- sum(p[1:i])
    k <- function(q) which(below >= q * (1 - 1e-12))[1] - 1
    c(e - k(1 - tail), e - k(tail))
  }, numeric(2)))
}

ewma <- function(x, lambda, start) Reduce(function(z, v) lambda * v + (1 - lambda) * z, x, start, accumulate = TRUE)[-1]
ewma_variance <- function(p, lambda)
  Reduce(function(v, q) lambda^2 * q * (1 - q) + (1 - lambda)^2 * v, p, 0, accumulate = TRUE)[-1]

b95 <- band(risk, .025)
b998 <- band(risk, .001)
write_vectors("sequential", data.frame(
  id = seq_len(cases), event = event, risk = risk,
  vlad = cumsum(risk - event),
  cusum_2 = cusum(weight(event, risk, 2), Inf), cusum_half = cusum(weight(event, risk, .5), Inf),
  cusum_reset = cusum(weight(event, risk, 1.5), 1.2),
  lower95 = b95[, 1], upper95 = b95[, 2], lower998 = b998[, 1], upper998 = b998[, 2],
  ewma_observed = ewma(event, .03, mean(risk)), ewma_expected = ewma(risk, .03, mean(risk)),
  ewma_sd = sqrt(ewma_variance(risk, .03))))
