# What the interval ends of patients' O/E leave beyond them, by convolution: P(X >= O) with every risk times the lower
# end, and P(X <= O) with every risk times the upper end and held at 1, each over the nominal (1 - level) / 2.
source("ratio_interval.R")

tails_at <- function(p, O, level) {
  s <- risk_sums(p)
  limits <- patient_interval(O, s, level, "exact")
  limits[2] <- upper_among_groups(O, s, level, "exact", limits[2])
  at <- function(t) exact_count(pmin(1, t * p))
  nominal <- (1 - level) / 2
  c(lower = if (O > 0) at(limits[1])$upper(O) / nominal else NA, upper = if (O < s$n) at(limits[2])$lower(O) / nominal else NA)
}

cat("| case mix | O | lower, 95 % | upper, 95 % | lower, 99.8 % | upper, 99.8 % |\n|---|---|---|---|---|---|\n")
for (name in names(mixes)) {
  p <- mixes[[name]]
  s <- risk_sums(p)
  O <- min(ceiling(s$E + 2.5 * sqrt(s$V)), s$n - 1)
  r <- c(tails_at(p, O, .95), tails_at(p, O, .998))
  cat(sprintf("| %s | %d | %s |\n", name, O, paste(sprintf("%.2f", r), collapse = " | ")))
}
