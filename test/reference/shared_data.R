source("common.R")
source("poisson_binomial.R")
source("funnel_rules.R")

# Unit-level answers on real data. The files are not part of this repository: SURGICAL_REGISTRY_DATA names their folder.
# Only answers are written; rows of the files are not. Units of sources that are already counted are named by line.
folder <- Sys.getenv("SURGICAL_REGISTRY_DATA")
read_data <- function(name) read.csv(file.path(folder, paste0(name, ".csv")), stringsAsFactors = FALSE, colClasses = if (name == "medpar_az_drg112") c(provnum = "character") else NA)

from_patients <- function(unit, outcome, risk) {
  keep <- !is.na(outcome) & !is.na(risk)
  lapply(split(data.frame(outcome, risk)[keep, ], unit[keep]), function(d) {
    s <- risk_sums(d$risk)
    list(n = s$n, observed = sum(d$outcome), expected = s$E, sums = s)
  })
}
from_counts <- function(observed, expected) {
  units <- Map(function(o, e) list(n = NA, observed = o, expected = e), observed, expected)
  names(units) <- seq_along(units)
  units
}

kyphosis_units <- function() {
  k <- rpart::kyphosis
  risk <- predict(glm(Kyphosis ~ Age + Number + Start, binomial, k, epsilon = 1e-14), type = "response")
  list(region = cut(k$Start, c(0, 8, 12, 20), labels = c("thoracic upper", "thoracic lower", "lumbar")),
       outcome = as.integer(k$Kyphosis == "present"), risk = signif(unname(risk), 6), data = k)
}

funnel_sets <- list()
k <- kyphosis_units()
write_vectors("kyphosis", data.frame(patient = seq_along(k$risk), unit = as.character(k$region), deformity = k$outcome == 1, risk = k$risk))
funnel_sets$kyphosis <- from_patients(as.character(k$region), k$outcome, k$risk)

if (nzchar(folder)) {
  steiner <- read_data("cardiac_surgery_steiner")
  funnel_sets$cardiac_surgery_steiner <- from_patients(steiner$surgeon, as.integer(steiner$status == 1 & steiner$time <= 30),
                                                       1 / (1 + exp(3.68 - 0.077 * steiner$parsonnet)))
  icu <- read_data("icu_admissions_saps3")
  funnel_sets$icu_admissions_saps3 <- from_patients(icu$unit, icu$died_hospital, icu$saps3_death_pct / 100)
  ny <- read_data("ny_cabg_hospitals")
  funnel_sets$ny_cabg_hospitals <- from_counts(ny$deaths, ny$cases * ny$emr_pct / 100)
  shipman <- read_data("shipman_observed_expected_yearly")
  funnel_sets$shipman_observed_expected_yearly <- from_counts(shipman$total_65plus_obs, shipman$total_65plus_exp)
  bowel <- read_data("bowel_cancer_deaths_uk_districts")
  funnel_sets$bowel_cancer_deaths_uk_districts <-
    from_counts(bowel$deaths, bowel$population_years * (sum(bowel$deaths) / sum(bowel$population_years)))
} else cat("SURGICAL_REGISTRY_DATA is not set: real data other than kyphosis left out\n")

points <- list()
sums <- list()
for (set in names(funnel_sets)) {
  units <- funnel_sets[[set]]
  patients <- !is.null(units[[1]]$sums)
  for (a in if (set == "bowel_cancer_deaths_uk_districts") list(c("exact", "additive"))
            else list(c("exact", "additive"), c("spiegelhalter", "multiplicative"), c("fingertips", "none"), c("funnelplotr", "none")))
    points[[length(points) + 1]] <- cbind(data = set, unit = names(units), method = a[1], overdispersion = a[2],
      funnel_reference(units, 1, a[1], a[2])[point_columns], row.names = NULL)
  if (patients) sums[[set]] <- data.frame(data = set, unit = names(units), rows(lapply(units, function(u)
    c(list(n = u$n, observed = u$observed, expected = u$expected, variance = u$sums$V),
      ratio = u$observed / u$expected))), row.names = NULL)
}
sums <- rows(unname(sums))
points <- rows(points)
write_vectors("kyphosis_sums", sums[sums$data == "kyphosis", ])
write_vectors("kyphosis_funnel", points[points$data == "kyphosis", ])

if (nzchar(folder)) {
  write_vectors("data_sums", sums[sums$data != "kyphosis", ])
  write_vectors("data_funnel", points[points$data != "kyphosis", ])

  infant <- read_data("infant_cardiac_surgery_12_hospitals")
  child <- read_data("child_heart_surgery_uk_hospitals")
  medpar <- read_data("medpar_az_drg112")
  died <- tapply(medpar$died, medpar$provnum, sum)
  proportion_sets <- list(
    infant_cardiac_surgery_12_hospitals = data.frame(unit = seq_len(nrow(infant)), x = infant$deaths, n = infant$operations),
    "child_heart_surgery_uk_hospitals 1991-1995" = with(child[child$period == "1991-1995", ],
      data.frame(unit = which(child$period == "1991-1995"), x = deaths, n = operations)),
    "child_heart_surgery_uk_hospitals 2012-2015" = with(child[child$period == "2012-2015", ],
      data.frame(unit = which(child$period == "2012-2015"), x = deaths, n = operations)),
    medpar_az_drg112 = data.frame(unit = names(died), x = as.vector(died), n = as.vector(table(medpar$provnum))))
  points <- list()
  for (set in names(proportion_sets)) for (a in list(c("exact", "additive"), c("spiegelhalter", "multiplicative"),
                                                    c("fingertips", "none"), c("funnelplotr", "none"))) {
    d <- proportion_sets[[set]]
    points[[length(points) + 1]] <- cbind(data = set, unit = as.character(d$unit), method = a[1], overdispersion = a[2],
      funnel_proportion_reference(d$x, d$n, NA, a[1], a[2])[c("target", point_columns)], row.names = NULL)
  }
  write_vectors("data_funnel_proportion", rows(points))
}
