source("common.R")

# poisson_limit(expected, p, method) on the O/E scale
expected <- c(.001, .05, .1, .3, .5, .7, 1, 1.5, 2, 2.960520373, 3, 3.5, 5, 7.25, 10, 12.5, 20, 24.13397115, 25, 50,
              87.3, 100, 250, 500, 1000.5, 5000, 20000, 100000)
p <- c(.001, .005, .025, .05, .2, .5, .6, .8, .95, .975, .99, .995, .999)

grid <- expand.grid(p = p, expected = expected, method = limit_methods, stringsAsFactors = FALSE)
grid$value <- mapply(function(e, p, m) count_limit(poisson_count(e), p, m) / e, grid$expected, grid$p, grid$method)
write_vectors("poisson_limit", grid[c("method", "expected", "p", "value")])
