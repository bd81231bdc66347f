source("common.R")
source("poisson_binomial.R")
source("funnel_rules.R")

counted <- function(observed, expected, n = NA) Map(function(o, e, n) list(n = n, observed = o, expected = e), observed, expected, n)
treated <- function(mix, observed) Map(function(m, o) {
  s <- risk_sums(mixes[[m]])
  list(n = s$n, observed = o, expected = s$E, sums = s, mix = m)
}, mix, observed)

set.seed(2012)
E <- c(5.1, 6.2, 13.5, 14.9, 6.6, 2.3, 7.7, 18.8, 21.5, 10.4)
E_wide <- round(exp(seq(log(.4), log(160), length.out = 24)), 3)
E_null <- round(exp(seq(log(3), log(45), length.out = 20)), 2)
large <- setdiff(names(mixes)[vapply(mixes, sum, 0) >= 5], "with certain ones")
low_risk <- names(mixes)[vapply(mixes, max, 0) <= .8]   # a target of 1.25 leaves every risk at most 1

sets <- list(
  A = counted(c(3, 8, 12, 20, 5, 0, 9, 15, 30, 11), E),
  B = counted(c(3, 8, 25, 20, 5, 0, 9, 15, 45, 4), E),
  C = counted(c(3, 8, 25, 20, 5, 0, 9, 15, 45, 4, 12, 7), c(5.1, 6.2, 13.5, 14.9, 6.6, 7.3, 7.7, 18.8, 21.5, 10.4, 9.1, 8.2)),
  "small units" = counted(c(0, 1, 2, 0, 0, 4, 3, 1, 7, 0, 2), c(.01, .2, .35, .5, 0, .6, 1, 1.7, 2.2, 3.9, 0),
                          c(1, 2, 4, 5, 0, 6, 11, 17, 30, 40, 9)),
  "wide" = counted(rnbinom(24, mu = E_wide, size = 6), E_wide),
  "null" = counted(rpois(20, E_null), E_null),
  "all expect 8" = counted(c(2, 15, 8, 8, 9, 1, 20, 7, 6, 8, 11, 4), rep(8, 12)),
  "one unit" = counted(21, 10, 500),
  "all alike" = counted(rep(10, 11), rep(10, 11)),
  "large case mixes" = treated(rep(large, 2), c(vapply(large, function(m) qbinom(.7, 1000, sum(mixes[[m]]) / 1000), 0),
                                                vapply(large, function(m) round(sum(mixes[[m]]) * .45), 0))),
  "all case mixes" = treated(names(mixes), vapply(names(mixes), function(m) round(sum(mixes[[m]]) * .8), 0)),
  "low risks" = treated(rep(low_risk, 2), c(vapply(low_risk, function(m) ceiling(sum(mixes[[m]]) * 1.5), 0),
                                            vapply(low_risk, function(m) floor(sum(mixes[[m]]) * .6), 0))))
sets[["counts and patients"]] <- c(sets[["C"]], treated(large, vapply(large, function(m) ceiling(sum(mixes[[m]]) * 1.1), 0)))

inputs <- rows(lapply(names(sets), function(set) rows(lapply(seq_along(sets[[set]]), function(i) {
  u <- sets[[set]][[i]]
  data.frame(set = set, unit = i, n = u$n, observed = u$observed, expected = u$expected, mix = if (is.null(u$mix)) NA else u$mix)
}))))
write_vectors("funnel_unit", inputs)

answers <- list()
ask <- function(set, target = 1, method = limit_methods, overdispersion = c("none", "additive", "multiplicative"), distribution = "auto") {
  combinations <- expand.grid(target = target, method = method, overdispersion = overdispersion, stringsAsFactors = FALSE)
  for (i in seq_len(nrow(combinations))) {
    a <- combinations[i, ]
    points <- funnel_reference(sets[[set]], a$target, a$method, a$overdispersion, distribution)
    answers[[length(answers) + 1]] <<- cbind(set = set, unit = seq_along(sets[[set]]), target = a$target, method = a$method,
      overdispersion = a$overdispersion, distribution = distribution, points[point_columns], row.names = NULL)
  }
}
ask("C", c(1, .8, 1.25))
for (set in c("A", "B", "small units", "wide", "null", "large case mixes"))
  { ask(set, overdispersion = c("none", "additive")); ask(set, method = "exact", overdispersion = "multiplicative") }
for (set in c("all expect 8", "one unit", "all alike", "all case mixes", "counts and patients"))
  ask(set, method = "exact")
for (set in c("small units", "wide", "low risks"))
  { ask(set, c(.8, 1.25), "exact", c("none", "multiplicative")); ask(set, c(.8, 1.25), c("spiegelhalter", "fingertips", "funnelplotr"), "additive") }
ask("all case mixes", method = "spiegelhalter", overdispersion = "none")
ask("large case mixes", method = c("exact", "funnelplotr"), overdispersion = c("none", "additive"), distribution = "poisson")
write_vectors("funnel", rows(answers))
