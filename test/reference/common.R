# Shared by the reference scripts: where things are, how vectors are written, and the three
# distributions a limit or a tail can come from. Base R only; no code of the extension is used.

options(warn = 2)

vector_folder <- "vectors"   # the scripts run in their own folder: see regenerate.sh

# The rule by which tails of a sum of unequal risks are taken from n, E, V, K:
# "three_group" or "translated" (poisson_binomial.R). The vectors follow the rule the extension uses.
tail_rule <- "three_group"

as_text <- function(x) {
  if (is.logical(x)) return(ifelse(is.na(x), "", ifelse(x, "t", "f")))
  if (is.numeric(x)) {
    if (any(is.infinite(x) | is.nan(x))) stop("a vector may not hold NaN or infinity")
    return(ifelse(is.na(x), "", sprintf("%.17g", x)))
  }
  x <- as.character(x)
  quoted <- grepl("[,\" ]", x)
  x[quoted] <- paste0("\"", gsub("\"", "\"\"", x[quoted]), "\"")
  ifelse(is.na(x), "", x)
}

write_vectors <- function(name, data) {
  file <- file.path(vector_folder, paste0(name, ".csv"))
  text <- do.call(cbind, lapply(data, as_text))
  writeLines(c(paste(names(data), collapse = ","), apply(text, 1, paste, collapse = ",")), file)
  cat(sprintf("%-28s %5d rows\n", basename(file), nrow(data)))
}

rows <- function(list_of_rows) do.call(rbind, lapply(list_of_rows, as.data.frame, stringsAsFactors = FALSE))

# --- distributions of a count -------------------------------------------------------------------
# Each is a list: mean, variance, largest (highest possible count), lower(k) = P(X <= k) and
# upper(k) = P(X >= k) for whole k, both vectorised and accurate in their own tail.

poisson_count <- function(mean) list(
  mean = mean, variance = mean, largest = Inf,
  lower = function(k) ppois(k, mean),
  upper = function(k) ppois(k - 1, mean, lower.tail = FALSE))

binomial_count <- function(n, p) list(
  mean = n * p, variance = n * p * (1 - p), largest = n,
  lower = function(k) pbinom(k, n, p),
  upper = function(k) pbinom(k - 1, n, p, lower.tail = FALSE))

# counts that could matter for a limit
table_of_counts <- function(d) {
  half <- 40 * sqrt(d$variance) + 40
  seq(max(0, floor(d$mean - half)), min(d$largest, ceiling(d$mean + half)))
}

# --- limits, on the scale of counts --------------------------------------------------------------

# p <= 0.5: the largest r with P(X < r) <= p; else the smallest r with P(X > r) <= 1 - p
limit_exact <- function(d, p) {
  k <- table_of_counts(d)
  if (p <= 0.5) max(k[d$lower(k - 1) <= p]) else min(k[d$upper(k + 1) <= 1 - p])
}

# Spiegelhalter 2005, appendix: r = min{r: P(X <= r) >= p}, less the share of P(X = r) that is too much
limit_spiegelhalter <- function(d, p) {
  k <- table_of_counts(d)
  if (p <= 0.5) {
    r <- min(k[d$lower(k) >= p])
    share <- (d$lower(r) - p) / (d$lower(r) - d$lower(r - 1))
  } else {
    r <- min(k[d$upper(k + 1) <= 1 - p])
    share <- ((1 - p) - d$upper(r + 1)) / (d$upper(r) - d$upper(r + 1))
  }
  max(r - share, 0)
}

# Inverting the exact interval for a mean: the observed count, taken as continuous, whose interval just reaches E
limit_fingertips <- function(expected, p) {
  if (p > 0.5) {
    f <- function(o) pgamma(expected, o, lower.tail = TRUE) - (1 - p)
    high <- expected + 10
    while (f(high) > 0) high <- 2 * high
    return(uniroot(f, c(1e-12, high), tol = 1e-14, maxiter = 10000)$root)
  }
  if (exp(-expected) > p) return(0)
  f <- function(o) pgamma(expected, o + 1, lower.tail = FALSE) - p
  uniroot(f, c(0, expected + 10), tol = 1e-14, maxiter = 10000)$root
}

# The chi-square limits of FunnelPlotR: an interval for a mean, used as if it were a prediction interval
limit_funnelplotr <- function(expected, p)
  if (p <= 0.5) qchisq(p, 2 * expected) / 2 else qchisq(p, 2 * (expected + 1)) / 2

count_limit <- function(d, p, method) switch(method,
  exact = limit_exact(d, p),
  spiegelhalter = limit_spiegelhalter(d, p),
  fingertips = limit_fingertips(d$mean, p),
  funnelplotr = limit_funnelplotr(d$mean, p))

limit_methods <- c("exact", "spiegelhalter", "fingertips", "funnelplotr")
