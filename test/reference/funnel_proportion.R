source("common.R")
source("funnel_rules.R")

set.seed(2005)
n <- round(exp(seq(log(3), log(4000), length.out = 18)))
sets <- list(
  small = data.frame(events = c(0, 1, 0, 3, 2, 9, 0), n = c(1, 1, 5, 8, 20, 45, 0)),
  wide = data.frame(events = rbinom(length(n), n, rbeta(length(n), 8, 100)), n = n),
  null = data.frame(events = rbinom(15, 10 * 11:25, .12), n = 10 * 11:25),
  common = data.frame(events = rbinom(14, 12 * 5:18, .85), n = 12 * 5:18),
  extremes = data.frame(events = c(0, 200, 3, 150), n = c(150, 200, 200, 150)))

write_vectors("funnel_proportion_unit",
              rows(lapply(names(sets), function(s) cbind(set = s, unit = seq_len(nrow(sets[[s]])), sets[[s]]))))

answers <- list()
for (set in names(sets)) for (target in c(NA, .05, .85)) for (method in limit_methods)
  for (overdispersion in if (set %in% c("wide", "common")) c("none", "additive", "multiplicative") else c("none", "additive")) {
    if (!is.na(target) && (target == .85) != (set %in% c("common", "extremes"))) next
    points <- funnel_proportion_reference(sets[[set]]$events, sets[[set]]$n, target, method, overdispersion)
    answers[[length(answers) + 1]] <- cbind(set = set, unit = seq_len(nrow(points)), asked_target = target, method = method,
                                            overdispersion = overdispersion, points[c("target", point_columns)])
  }
write_vectors("funnel_proportion", rows(answers))
