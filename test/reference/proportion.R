source("common.R")

# proportion(events, n, level, method)
interval <- function(x, n, level, method) {
  tail <- (1 - level) / 2
  z <- qnorm(1 - tail)
  switch(method,
    wilson = {
      half <- z * sqrt(z^2 + 4 * x * (1 - x / n))
      c(if (x == 0) 0 else (2 * x + z^2 - half) / (2 * (n + z^2)), if (x == n) 1 else (2 * x + z^2 + half) / (2 * (n + z^2)))
    },
    clopper_pearson = c(if (x == 0) 0 else qbeta(tail, x, n - x + 1), if (x == n) 1 else qbeta(1 - tail, x + 1, n - x)))
}

cases <- list()
for (n in c(1, 2, 7, 10, 50, 200, 5595, 1000000)) for (x in unique(round(n * c(0, .001, .02, .1, .3, .5, .97, 1))))
  for (level in c(.9, .95, .998)) for (method in c("wilson", "clopper_pearson")) {
    limits <- interval(x, n, level, method)
    cases[[length(cases) + 1]] <- data.frame(method = method, events = x, n = n, level = level, proportion = x / n,
                                             lower = limits[1], upper = limits[2])
  }
write_vectors("proportion", rows(cases))
