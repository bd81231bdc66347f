# The number of events among patients of unequal risk, known only by four sums:
# n, E = sum p, V = sum p(1-p), K = sum p(1-p)(1-2p).

risk_sums <- function(p) list(n = length(p), E = sum(p), V = sum(p * (1 - p)), K = sum(p * (1 - p) * (1 - 2 * p)))

# Exact: the distribution of the count by adding one patient at a time. [k + 1] = P(X = k)
convolve_risks <- function(p) {
  f <- 1
  for (q in p) f <- c(f * (1 - q), 0) + c(0, f * q)
  f
}

exact_count <- function(p) {
  f <- convolve_risks(p)
  low <- cumsum(f)
  high <- rev(cumsum(rev(f)))
  n <- length(p)
  list(mean = sum(p), variance = sum(p * (1 - p)), largest = n,
       lower = function(k) ifelse(k < 0, 0, ifelse(k >= n, 1, low[pmin(pmax(k, 0), n) + 1])),
       upper = function(k) ifelse(k <= 0, 1, ifelse(k > n, 0, high[pmin(pmax(k, 0), n) + 1])))
}

# sums after every risk is multiplied by the target t
scale_sums <- function(s, t) {
  S2 <- s$E - s$V
  S3 <- (s$K - s$E + 3 * S2) / 2
  list(n = s$n, E = t * s$E, V = t * s$E - t^2 * S2, K = t * s$E - 3 * t^2 * S2 + 2 * t^3 * S3)
}

# P(X <= k), or P(X > k), of a binomial whose size m need not be whole
continuous_binomial <- function(k, m, q, lower.tail = TRUE) {
  out <- numeric(length(k))
  inside <- k > -1 & k < m
  out[inside] <- pbeta(1 - q, m - k[inside], k[inside] + 1, lower.tail = lower.tail)
  if (lower.tail) out[k >= m] <- 1 else out[k <= -1] <- 1
  out
}

# --- rule "translated": a shifted binomial with the mean, variance and third cumulant -------------------
translated_count <- function(s) {
  q <- (1 - s$K / s$V) / 2
  m <- s$V / (q * (1 - q))
  shift <- s$E - m * q
  m2 <- s$E^2 / (s$E - s$V)
  lower <- function(k) {
    value <- continuous_binomial(k - shift, m, q)
    below <- shift > 0 & k < s$E
    value[below] <- pmax(value, continuous_binomial(k, m2, s$E / m2))[below]
    value[k < 0] <- 0
    value[k >= s$n] <- 1
    value
  }
  upper <- function(k) {
    value <- continuous_binomial(k - 1 - shift, m, q, lower.tail = FALSE)
    below <- shift > 0 & k - 1 < s$E
    value[below] <- 1 - lower(k - 1)[below]
    value[k <= 0] <- 1
    value[k > s$n] <- 0
    value
  }
  list(mean = s$E, variance = s$V, largest = s$n, lower = lower, upper = upper)
}

# --- rule "three_group": the same n, E, V and K in at most three risk groups --------------------------
# a patients at risk x, one at c, b = n - 1 - a at y, x >= c >= y. Two groups of sizes n1 and n - n1 that match the
# four sums are unique, with n1 rarely whole: a is n1 rounded down, and the single patient takes up the rest.
pair_of_risks <- function(n, s1, s2, a) {
  m <- s1 / n
  w <- sqrt(max(s2 / n - m^2, 0))
  c(m + w * sqrt((n - a) / a), m - w * sqrt(a / (n - a)))
}

risk_groups <- function(s) {
  n <- s$n
  S2 <- s$E - s$V
  S3 <- (s$K - s$E + 3 * S2) / 2
  mean <- s$E / n
  v <- S2 / n - mean^2
  if (n < 2 || v <= 1e-14 * mean^2) return(data.frame(size = n, risk = mean))
  third <- S3 / n - 3 * mean * S2 / n + 2 * mean^3
  skew <- third / v^1.5
  n1 <- n * (1 - skew / sqrt(4 + skew^2)) / 2
  n1 <- max(n1, n * v / (v + (1 - mean)^2))
  n1 <- min(n1, n * mean^2 / (mean^2 + v))
  n1 <- min(max(n1, 1), n - 1)
  a <- min(floor(n1 + 1e-9), n - 1)
  if (a >= n - 1 || n1 - a < 1e-7)
    return(data.frame(size = c(a, n - a), risk = pair_of_risks(n, s$E, S2, a)))
  single <- function(c) pair_of_risks(n - 1, s$E - c, S2 - c^2, a)
  excess <- function(c) {
    r <- single(c)
    a * (r[1] - mean)^3 + (n - 1 - a) * (r[2] - mean)^3 + (c - mean)^3 - n * third
  }
  ends <- c(pair_of_risks(n, s$E, S2, a)[2], pair_of_risks(n, s$E, S2, a + 1)[1])
  value <- c(excess(ends[1]), excess(ends[2]))
  c <- if (value[1] <= 0) ends[1] else if (value[2] >= 0) ends[2] else
    uniroot(excess, ends, tol = 1e-16 * mean, maxiter = 1000)$root
  r <- single(c)
  data.frame(size = c(a, 1, n - 1 - a), risk = c(r[1], c, r[2]))
}

# the groups with every risk multiplied by t and held at 1
scale_groups <- function(g, t) data.frame(size = g$size, risk = pmin(pmax(g$risk * t, 0), 1))

groups_count <- function(g) {
  f <- 1
  for (i in seq_len(nrow(g))) {
    d <- dbinom(0:g$size[i], g$size[i], g$risk[i])
    if (length(f) > length(d)) { swap <- f; f <- d; d <- swap }
    sum <- numeric(length(f) + length(d) - 1)
    for (j in seq_along(f)) sum[j - 1 + seq_along(d)] <- sum[j - 1 + seq_along(d)] + f[j] * d
    f <- sum
  }
  low <- cumsum(f)
  high <- rev(cumsum(rev(f)))
  n <- sum(g$size)
  list(mean = sum(g$size * g$risk), variance = sum(g$size * g$risk * (1 - g$risk)), largest = n,
       lower = function(k) ifelse(k < 0, 0, ifelse(k >= n, 1, low[pmin(pmax(k, 0), n) + 1])),
       upper = function(k) ifelse(k <= 0, 1, ifelse(k > n, 0, high[pmin(pmax(k, 0), n) + 1])))
}

# the count at target t under a rule, from the sums alone
patient_count <- function(s, t = 1, rule = tail_rule) {
  if (s$V <= 0) stop("no variance: not a reference case")
  if (rule == "translated") translated_count(scale_sums(s, t))
  else groups_count(scale_groups(risk_groups(s), t))
}

# --- case mixes used by several scripts (rounded, so that the risks can be listed) -----------------
mixes <- list(
  "40 at .2"                     = rep(.2, 40),
  "60 at .3"                     = rep(.3, 60),
  ".02 .1 .4"                    = c(rep(.02, 100), rep(.1, 40), rep(.4, 10)),
  "beta .5 4"                    = signif(qbeta((1:80 - .5) / 80, .5, 4), 4),
  "small"                        = c(rep(.01, 60), rep(.05, 16), rep(.3, 2)),
  "logit-normal 300"             = signif(plogis(qnorm((1:300 - .5) / 300) * 1.2 - 3.4), 3),
  "200 at .005, 8 at .6"         = c(rep(.005, 200), rep(.6, 8)),
  "500 at .002, 3 at .9"         = c(rep(.002, 500), rep(.9, 3)),
  "30 at .01, 30 at .5"          = c(rep(.01, 30), rep(.5, 30)),
  ".001 .1 .7"                   = c(rep(.001, 300), rep(.1, 20), rep(.7, 5)),
  "beta .2 8"                    = signif(qbeta((1:60 - .5) / 60, .2, 8), 4),
  "beta .1 .4"                   = signif(qbeta((1:30 - .5) / 30, .1, .4), 4),
  "beta .05 .5"                  = signif(qbeta((1:100 - .5) / 100, .05, .5), 4),
  "logit-normal 40, E 0.6"       = signif(plogis(qnorm((1:40 - .5) / 40) * 1.5 - 5.2), 3),
  "logit-normal 400, E 1.4"      = signif(plogis(qnorm((1:400 - .5) / 400) * 1.5 - 6.7), 3),
  "logit-normal 1000"            = signif(plogis(qnorm((1:1000 - .5) / 1000) * 2 - 4), 3),
  "1 at .95, 50 at .02"          = c(.95, rep(.02, 50)),
  "five groups"                  = c(rep(.9, 2), rep(.3, 10), rep(.1, 30), rep(.03, 100), rep(.01, 300)),
  "three patients"               = c(.9, .4, .05),
  "one patient"                  = .3,
  "with certain ones"            = c(0, 0, 0, .1, .2, .2, .3, 1))
