source("common.R")

# suppress_count(n, max_suppressed, round_to): NULL for 1..max_suppressed, 0 stays 0, else to the nearest multiple, halves up, and never to 0
grid <- rbind(expand.grid(n = c(0:30, 97, 98, 1002, 1003, 123456789012), max_suppressed = c(7, 0, 4), round_to = c(5, 1, 10)))
grid$value <- with(grid, ifelse(n == 0, 0, ifelse(n <= max_suppressed, NA, pmax(floor((2 * n + round_to) / (2 * round_to)), 1) * round_to)))
write_vectors("suppress_count", grid)
