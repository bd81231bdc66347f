source("common.R")
source("funnel_rules.R")

# binomial_limit(n, target, p, method) on the proportion scale
n <- c(1, 2, 5, 10, 20, 50, 100, 200, 1000, 12345)
target <- c(.001, .01, .05, .2, .5, .8, .99)
p <- c(.001, .025, .3, .5, .7, .975, .999)

grid <- expand.grid(p = p, target = target, n = n, method = limit_methods, stringsAsFactors = FALSE)
grid$value <- mapply(proportion_limit, grid$n, grid$target, grid$p, grid$method)
write_vectors("binomial_limit", grid[c("method", "n", "target", "p", "value")])
