source("common.R")
source("poisson_binomial.R")

# Tails from the sums n, E, V, K against the exact convolution, at the counts where the exact tail first falls to the
# nominal level or below: 1 is right, under 1 signals too often, over 1 too seldom.
rules <- c("three_group", "translated", "poisson")

tail_ratios <- function(p, nominal) {
  truth <- exact_count(p)
  s <- risk_sums(p)
  k <- 0:length(p)
  high <- min(k[truth$upper(k) <= nominal & truth$upper(k) > 0], Inf)
  low <- max(k[truth$lower(k) <= nominal & truth$lower(k) > 0], -Inf)
  rows(lapply(rules, function(rule) {
    d <- if (rule == "poisson") poisson_count(s$E) else patient_count(s, 1, rule)
    data.frame(nominal = nominal, rule = rule, upper_count = if (is.finite(high)) high else NA,
               upper = if (is.finite(high)) d$upper(high) / truth$upper(high) else NA,
               lower_count = if (is.finite(low)) low else NA,
               lower = if (is.finite(low)) d$lower(low) / truth$lower(low) else NA)
  }))
}

# the share of null units that signal when the limits come from the sums, over the nominal share
signal_rates <- function(p, nominal, rule) {
  truth <- exact_count(p)
  d <- if (rule == "poisson") poisson_count(sum(p)) else patient_count(risk_sums(p), 1, rule)
  c(high = truth$upper(limit_exact(d, 1 - nominal) + 1), low = truth$lower(limit_exact(d, nominal) - 1)) / nominal
}

if (sys.nframe() == 0) {
  table <- rows(lapply(names(mixes)[vapply(mixes, length, 0L) > 3], function(mix) {
    p <- mixes[[mix]]
    r <- rbind(tail_ratios(p, .025), tail_ratios(p, .001))
    cbind(mix = mix, n = length(p), expected = sum(p), variance = sum(p * (1 - p)), r)
  }))
  write_vectors("poisson_binomial_tail", table)

  # what the rule in use costs: how often null units of each mix signal, over the nominal share
  write_vectors("poisson_binomial_signals", rows(lapply(names(mixes), function(mix) rows(lapply(c(.025, .001), function(nominal)
    data.frame(mix = mix, nominal = nominal, t(signal_rates(mixes[[mix]], nominal, tail_rule))))))))
  # the most that doc/validation.md states for the signals of null units, over the nominal share, in any case mix
  write_vectors("tail_rule", data.frame(rule = tail_rule, stated_excess = c(three_group = 1.1, translated = 20)[[tail_rule]]))
}
