source("common.R")

# posterior(s, a, b, threshold, level): Gamma(a + O, b + E)
grid <- expand.grid(observed = c(0, 1, 5, 12, 40, 1000), expected = c(.5, 2.5, 8, 25, 950), a = c(2, .5), b = c(2, .7),
                    threshold = c(1.2, 2.5), level = c(.95, .998))
shape <- grid$a + grid$observed
rate <- grid$b + grid$expected
grid$mean <- shape / rate
grid$lower <- qgamma((1 - grid$level) / 2, shape, rate = rate)
grid$upper <- qgamma(1 - (1 - grid$level) / 2, shape, rate = rate)
grid$probability_above <- pgamma(grid$threshold, shape, rate = rate, lower.tail = FALSE)
write_vectors("posterior", grid)
