source("common.R")
source("poisson_binomial.R")

# assessable(s, level): could so small an expectation ever signal? A ratio that cannot occur signals nothing.
could_signal <- function(d, expected, level) {
  p <- (1 - level) / 2
  low <- limit_exact(d, p)
  high <- limit_exact(d, 1 - p)
  data.frame(can_be_low = d$lower(0) <= p, can_be_high = high + 1 <= d$largest,
             low_signal_ratio = if (low >= 1) (low - 1) / expected else NA, high_signal_ratio = if (high + 1 <= d$largest) (high + 1) / expected else NA)
}

cases <- list()
for (level in c(.9, .95, .998)) {
  for (e in c(.001, .01, .5, 1, 2.3, 2.9, 3.5, 3.7, 5, 6.8, 7, 10, 33.3, 250, 4000))
    cases[[length(cases) + 1]] <- cbind(mix = NA, expected = e, level = level, could_signal(poisson_count(e), e, level))
  for (name in names(mixes)) {
    s <- risk_sums(mixes[[name]])
    cases[[length(cases) + 1]] <- cbind(mix = name, expected = s$E, level = level, could_signal(patient_count(s), s$E, level))
  }
}
write_vectors("assessable", rows(cases))
