# The tables of doc/validation.md that come from R: markdown on the standard output. Half a minute.
source("common.R")
source("poisson_binomial.R")
source("funnel_rules.R")
source("poisson_binomial_tail.R")

show <- function(x, digits = 3) ifelse(is.na(x), "", formatC(x, digits = digits, format = "f"))
line <- function(...) cat("| ", paste(..., sep = " | "), " |\n", sep = "")

cat("## Tails from four sums over exact tails\n\n")
line("case mix", "n", "E", "V", "tail", "three_group high", "translated high", "Poisson high", "three_group low", "translated low", "Poisson low")
line("---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---")
for (mix in names(mixes)[vapply(mixes, length, 0L) > 3]) for (nominal in c(.025, .001)) {
  p <- mixes[[mix]]
  r <- tail_ratios(p, nominal)
  line(mix, length(p), show(sum(p), 2), show(sum(p * (1 - p)), 2), nominal, paste(show(r$upper), collapse = " | "), paste(show(r$lower), collapse = " | "))
}

cat("\n## Random case mixes: how often null units signal, over the nominal share\n\n")
set.seed(46)
random_mix <- function() {
  n <- sample(c(2:12, 20, 30, 60, 120), 1)
  p <- switch(sample(6, 1),
    rbeta(n, runif(1, .05, 2), runif(1, .1, 10)), plogis(rnorm(n, runif(1, -6, 1), runif(1, 0, 3))),
    sample(runif(3)^3, n, TRUE), sample(c(0, 1, runif(1), runif(1)^4), n, TRUE),
    c(runif(1), rep(runif(1)^3, n - 1)), runif(n)^sample(6, 1))
  pmin(pmax(p, 1e-12), 1)
}
study <- Filter(function(p) sum(p * (1 - p)) > 1e-3, lapply(1:6000, function(i) random_mix()))
line("rule", "nominal", "greatest high", "greatest low", "share of mixes over 1, high", "low")
line("---", "---", "---", "---", "---", "---")
for (rule in c("three_group", "translated")) for (nominal in c(.025, .001)) {
  r <- vapply(study, signal_rates, c(0, 0), nominal, rule)
  over <- rowMeans(r > 1 + 1e-9)
  line(rule, nominal, show(max(r[1, ]), 2), show(max(r[2, ]), 2), paste(show(100 * over, 2), "%", collapse = " | "))
}
outside <- vapply(study, function(p) { g <- risk_groups(risk_sums(p))$risk; max(-min(g), max(g) - 1) }, 0)
cat(sprintf("\n%d case mixes; the groups of none leave [0,1] by more than %.0e.\n", length(study), max(outside)))

folder <- Sys.getenv("SURGICAL_REGISTRY_DATA")
if (nzchar(folder)) {
  cat("\n## Real units: tails over exact tails, the furthest from 1\n\n")
  steiner <- read.csv(file.path(folder, "cardiac_surgery_steiner.csv"))
  icu <- read.csv(file.path(folder, "icu_admissions_saps3.csv"))
  units <- list("cardiac surgery, 7 surgeons" = split(1 / (1 + exp(3.68 - 0.077 * steiner$parsonnet)), steiner$surgeon),
                "intensive care, 10 units" = split(icu$saps3_death_pct / 100, icu$unit))
  line("data", "tail", "rule", "high", "low")
  line("---", "---", "---", "---", "---")
  for (name in names(units)) for (nominal in c(.025, .001)) {
    r <- rows(lapply(units[[name]], tail_ratios, nominal))
    for (rule in rules) {
      d <- r[r$rule == rule, ]
      line(name, nominal, rule, show(d$upper[which.max(abs(log(d$upper)))]), show(d$lower[which.max(abs(log(d$lower)))]))
    }
  }
}

cat("\n## Overdispersion found where there is none\n\n")
set.seed(96)
line("units", "expecting", "sets", "naive tau2 > 0", "Q past the 95 % point", "mean phi")
line("---", "---", "---", "---", "---", "---")
for (k in c(10, 30, 150)) for (range in list(c(5, 12), c(5, 60), c(50, 500))) {
  sets <- 4000
  found <- replicate(sets, {
    E <- exp(runif(k, log(range[1]), log(range[2])))
    d <- dispersion(2 * (sqrt(rpois(k, E)) - sqrt(E)), 1 / (4 * E))
    c(d$tau2 > 0, d$Q > qchisq(.95, k - 1), d$phi)
  })
  m <- rowMeans(found)
  line(k, paste(range, collapse = " to "), sets, paste(show(100 * m[1], 1), "%"), paste(show(100 * m[2], 1), "%"), show(m[3], 2))
}
