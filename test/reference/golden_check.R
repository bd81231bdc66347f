source("common.R")
source("funnel_rules.R")

# The reference code itself against printed values that funnel() does not show: the estimates of sets A, B and C
# without the guards, and limits at an expectation that is not one of the units'.
agrees <- function(value, printed, tolerance = 1e-8)
  if (abs(value - printed) > tolerance * max(abs(printed), 1e-3)) stop(sprintf("%.15g is not %.15g", value, printed))
set <- function(O, E) {
  z <- 2 * (sqrt(O) - sqrt(E))
  dispersion(z, 1 / (4 * E))
}
E <- c(5.1, 6.2, 13.5, 14.9, 6.6, 2.3, 7.7, 18.8, 21.5, 10.4)

A <- set(c(3, 8, 12, 20, 5, 0, 9, 15, 30, 11), E)
agrees(A$q10, -1.250595889); agrees(A$q90, 1.269834721); agrees(A$phi, .7954704359); agrees(A$tau2, 0)

B <- set(c(3, 8, 25, 20, 5, 0, 9, 15, 45, 4), E)
agrees(B$q10, -2.508140597); agrees(B$q90, 2.800656631); agrees(B$phi, 3.173457174); agrees(B$tau2, .06113102682)
limits <- pmax(1 + qnorm(c(.001, .999)) * sqrt(1 / 40 + B$tau2), 0)^2
agrees(limits[1], .008663123902); agrees(limits[2], 3.636359508)

C <- set(c(3, 8, 25, 20, 5, 0, 9, 15, 45, 4, 12, 7), c(5.1, 6.2, 13.5, 14.9, 6.6, 7.3, 7.7, 18.8, 21.5, 10.4, 9.1, 8.2))
agrees(C$q10, -2.31007900889); agrees(C$q90, 2.50879452286); agrees(C$Q, 28.8197158341)
agrees(qchisq(.95, 11), 19.6751375727); agrees(C$phi, 2.40164298617); agrees(C$tau2, .0383510176831)
at <- function(E, sd_factor, sd_added) pmax(1 + qnorm(c(.025, .975, .001, .999)) * sqrt(sd_factor / (4 * E) + sd_added), 0)^2
invisible(mapply(agrees, at(10, 1, C$tau2), c(.256729035523, 2.229991615835, .0493728498896, 3.1605727608743)))
invisible(mapply(agrees, at(10, C$phi, 0), c(.270134377147, 2.191156254523, .0589478170745, 3.0877809554114)))
invisible(mapply(agrees, at(2, 1, C$tau2), c(.0432004194002, 3.2118119960964, 0, 5.05786662827)))
cat("golden values of the overdispersion estimate agree\n")
