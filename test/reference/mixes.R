source("common.R")
source("poisson_binomial.R")

# The case mixes as rows: a mix is its parts, each so many patients at one risk
parts <- rows(lapply(names(mixes), function(name) {
  r <- rle(mixes[[name]])
  data.frame(mix = name, part = seq_along(r$values), patients = r$lengths, risk = r$values)
}))
write_vectors("mixes", parts)

# What outcome_agg() keeps of each, when the first `observed` patients have the event
write_vectors("mix_sums", rows(lapply(names(mixes), function(name) {
  s <- risk_sums(mixes[[name]])
  data.frame(mix = name, n = s$n, expected = s$E, variance = s$V)
})))
