# What funnel() and funnel_proportion() answer, written from their definitions, a row a unit.

levels_of_limits <- c(lcl95 = .025, ucl95 = .975, lcl998 = .001, ucl998 = .999)

# signals are read from the limits of the row: ratio and limits on one scale
status_of <- function(ratio, lcl95, ucl95, lcl998, ucl998) {
  if (ratio > ucl998) "above 99.8%" else if (ratio < lcl998) "below 99.8%"
  else if (ratio > ucl95) "above 95%" else if (ratio < lcl95) "below 95%" else "within limits"
}

# z, winsorised at the type-7 10 % and 90 % quantiles, and the DerSimonian-Laird variance between units
dispersion <- function(z, s2) {
  ends <- quantile(z, c(.1, .9), type = 7, names = FALSE)
  q <- sum(pmin(pmax(z, ends[1]), ends[2])^2)
  w <- 1 / s2
  k <- length(z)
  list(q10 = ends[1], q90 = ends[2], Q = q, phi = q / k, tau2 = max(0, (q - (k - 1)) / (sum(w) - sum(w^2) / sum(w))))
}

# the same with the guards: NULL under 10 units, none unless Q passes the chi-square 95 % point
guarded_dispersion <- function(z, s2) {
  if (length(z) < 10) return(list(phi = NA, tau2 = NA, present = NA))
  d <- dispersion(z, s2)
  d$present <- d$Q > qchisq(.95, length(z) - 1)
  if (!d$present) d$tau2 <- 0
  d
}

dispersed_sd <- function(overdispersion, d, s2)
  if (overdispersion == "additive") sqrt(s2 + d$tau2) else sqrt(s2) * sqrt(max(1, d$phi))

# the od_ columns: NULL when not asked for, 'not estimable' under 10 units, the plain limits when nothing is found
add_dispersed <- function(points, overdispersion, d, s2, limit_at) {
  limits <- matrix(NA_real_, nrow(points), 4, dimnames = list(NULL, paste0("od_", names(levels_of_limits))))
  status <- rep(NA_character_, nrow(points))
  if (overdispersion != "none") for (i in seq_len(nrow(points))) {
    if (is.na(points$ratio[i])) status[i] <- points$status[i]
    else if (is.na(d$present)) status[i] <- "not estimable"
    else {
      limits[i, ] <- if (d$present) limit_at(qnorm(levels_of_limits) * dispersed_sd(overdispersion, d, s2[i]))
                     else unlist(points[i, names(levels_of_limits)])
      status[i] <- do.call(status_of, c(list(points$ratio[i]), unname(as.list(limits[i, ]))))
    }
  }
  cbind(points, phi = d$phi, tau2 = d$tau2, limits, od_status = status, stringsAsFactors = FALSE)
}

# units: a list of list(n, observed, expected, sums); sums is NULL for a unit that came as counts
funnel_reference <- function(units, target = 1, method = "exact", overdispersion = "none", distribution = "auto") {
  points <- rows(lapply(units, function(u) {
    if (u$expected == 0) return(data.frame(
      ratio = NA, lcl95 = NA, ucl95 = NA, lcl998 = NA, ucl998 = NA, z = NA, p_lower = NA, p_upper = NA,
      status = if (u$observed > 0) "impossible under model" else "no data"))
    d <- if (distribution == "poisson" || is.null(u$sums)) poisson_count(target * u$expected)
         else patient_count(u$sums, target)
    # the two old conventions know nothing but the expectation
    limits <- vapply(levels_of_limits, function(p) count_limit(d, p, method) / u$expected, 0)
    ratio <- u$observed / u$expected
    te <- target * u$expected
    data.frame(ratio = ratio, as.list(limits), z = 2 * (sqrt(u$observed) - sqrt(te)) * sqrt(te / d$variance),
               p_lower = d$lower(u$observed), p_upper = d$upper(u$observed),
               status = do.call(status_of, c(list(ratio), unname(as.list(limits)))))
  }))
  expected <- vapply(units, function(u) u$expected, 0)
  variance <- vapply(units, function(u)
    if (u$expected == 0) NA_real_
    else if (distribution == "poisson" || is.null(u$sums)) target * u$expected
    else target * u$expected - target^2 * (u$sums$E - u$sums$V), 0)
  s2 <- variance / (4 * target^2 * expected^2)
  enter <- expected >= 5
  d <- guarded_dispersion(points$z[enter], s2[enter])
  points <- add_dispersed(points, overdispersion, d, s2, function(shift) pmax(1 + shift, 0)^2 * target)
  points$units <- sum(expected > 0)
  points
}

funnel_proportion_reference <- function(events, n, target = NA, method = "exact", overdispersion = "none") {
  if (is.na(target)) target <- sum(events) / sum(n)
  points <- rows(Map(function(x, n) {
    if (n == 0) return(data.frame(ratio = NA, lcl95 = NA, ucl95 = NA, lcl998 = NA, ucl998 = NA, z = NA, p_lower = NA,
                                  p_upper = NA, status = "no data"))
    limits <- vapply(levels_of_limits, function(p) proportion_limit(n, target, p, method), 0)
    d <- binomial_count(n, target)
    data.frame(ratio = x / n, as.list(limits), z = 2 * sqrt(n) * (asin(sqrt(x / n)) - asin(sqrt(target))),
               p_lower = d$lower(x), p_upper = d$upper(x),
               status = do.call(status_of, c(list(x / n), unname(as.list(limits)))))
  }, events, n))
  s2 <- 1 / (4 * n)
  enter <- n * target >= 5 & n * (1 - target) >= 5
  d <- guarded_dispersion(points$z[enter], s2[enter])
  points <- add_dispersed(points, overdispersion, d, s2,
                          function(shift) sin(pmin(pmax(asin(sqrt(target)) + shift, 0), pi / 2))^2)
  points$target <- target
  points$units <- sum(n > 0)
  points
}

proportion_limit <- function(n, target, p, method) {
  z <- qnorm(p)
  switch(method,
    exact = limit_exact(binomial_count(n, target), p) / n,
    spiegelhalter = min(limit_spiegelhalter(binomial_count(n, target), p) / n, 1),
    fingertips = target + z * sqrt(target * (1 - target) / n),
    funnelplotr = sin(min(max(asin(sqrt(target)) + z / (2 * sqrt(n)), 0), pi / 2))^2)
}

point_columns <- c("lcl95", "ucl95", "lcl998", "ucl998", "z", "p_lower", "p_upper", "status", "phi", "tau2",
                   "od_lcl95", "od_ucl95", "od_lcl998", "od_ucl998", "od_status", "units")
