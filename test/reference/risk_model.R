source("common.R")
source("spline_basis.R")
library(survival)
library(rpart)

# predict(model, row): models fitted by R, as equations, and R's own predictions at made-up covariates.
tight <- glm.control(epsilon = 1e-14, maxit = 100)

# "-2.04 + 0.0109*age_months - 0.207*start_vertebra" of coefficients and the words for what each multiplies
equation <- function(left, coefficients, words) {
  terms <- ifelse(words == "", sprintf("%.17g", abs(coefficients)), sprintf("%.17g*%s", abs(coefficients), words))
  signs <- ifelse(coefficients < 0, " - ", " + ")
  signs[1] <- if (coefficients[1] < 0) "-" else ""
  paste0(left, " = ", paste0(signs, terms, collapse = ""))
}

age_knots <- c(10, 60, 110, 160)
child <- expand.grid(Age = c(0, 1, 27, 60, 61, 113, 160, 206), Number = c(2, 4, 7, 10), Start = c(1, 5, 9, 13, 18))
adult <- expand.grid(age = c(39, 55, 62.5, 70, 82), sex = 1:2, ph.ecog = 0:3)
of_child <- c("", "age_months", "n_vertebrae", "start_vertebra")
fit <- function(formula, family) glm(formula, family, kyphosis, control = tight)
straight <- Kyphosis ~ Age + Number + Start

fitted_models <- list(
  logit = list("logit(p)", fit(straight, binomial), of_child),
  probit = list("probit(p)", fit(straight, binomial("probit")), of_child),
  cloglog = list("cloglog(p)", fit(straight, binomial("cloglog")), of_child),
  log = list("log(rate)", fit(Number ~ Age + Start, poisson), of_child[-3]),
  mean = list("mean", fit(Start ~ Age + Number, gaussian), of_child[-4]),
  `square and product` = list("logit(p)", fit(Kyphosis ~ Age + I(Age^2) + Number:Start, binomial),
                              c("", "age_months", "age_months^2", "n_vertebrae*start_vertebra")),
  comparisons = list("logit(p)", fit(Kyphosis ~ I(Age > 60) + I(Number >= 4 & Number <= 7), binomial),
                     c("", "(age_months > 60)", "(n_vertebrae between 4 and 7)")),
  spline = list("logit(p)", fit(Kyphosis ~ harrell(Age, age_knots) + Start, binomial),
                c("", "age_months", sprintf("rcs(age_months, %d, 10, 60, 110, 160)", 2:3), "start_vertebra")))
models <- rows(lapply(names(fitted_models), function(name) {
  m <- fitted_models[[name]]
  data.frame(name = name, model = equation(m[[1]], coef(m[[2]]), m[[3]]))
}))
risks <- rows(lapply(names(fitted_models), function(name)
  data.frame(name = name, age_months = child$Age, n_vertebrae = child$Number, start_vertebra = child$Start,
             age = NA, sex = NA, ph_ecog = NA, parsonnet = NA,
             risk = predict(fitted_models[[name]][[2]], child, type = "response"))))

cox <- coxph(Surv(time, status == 2) ~ age + sex + ph.ecog, lung, control = coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 100))
survival_at <- function(day, patients) as.vector(summary(survfit(cox, newdata = patients), times = day)$surv)
for (day in c(180, 365)) {
  baseline <- survival_at(day, data.frame(age = 0, sex = 0, ph.ecog = 0))
  name <- sprintf("survival to day %d", day)
  models <- rbind(models, data.frame(name = name, model = equation(sprintf("survival(%d, %.17g)", day, baseline), coef(cox), c("age", "sex", "ph_ecog"))))
  risks <- rbind(risks, data.frame(name = name, age_months = NA, n_vertebrae = NA, start_vertebra = NA,
                                   age = adult$age, sex = adult$sex, ph_ecog = adult$ph.ecog, parsonnet = NA,
                                   risk = 1 - survival_at(day, adult)))
}

# Parsonnet's score alone: as printed by Steiner, Cook, Farewell and Treasure, Biostatistics 2000;1:441-452
score <- 0:71
models <- rbind(models, data.frame(name = "parsonnet as printed", model = "logit(p) = -3.68 + 0.077*parsonnet"))
risks <- rbind(risks, data.frame(name = "parsonnet as printed", age_months = NA, n_vertebrae = NA, start_vertebra = NA,
                                 age = NA, sex = NA, ph_ecog = NA, parsonnet = score, risk = plogis(-3.68 + 0.077 * score)))
write_vectors("risk_model", models)
write_vectors("risk_model_risk", risks)

# and as fitted to the first two of the seven years of the public copy of their operations
folder <- Sys.getenv("SURGICAL_REGISTRY_DATA")
if (nzchar(folder)) {
  operations <- read.csv(file.path(folder, "cardiac_surgery_steiner.csv"))
  operations$died <- operations$status == 1 & operations$time <= 30
  parsonnet <- glm(died ~ parsonnet, binomial, operations, subset = date <= 730, control = tight)
  write_vectors("data_parsonnet", data.frame(
    model = equation("logit(p)", coef(parsonnet), c("", "parsonnet")), parsonnet = score,
    risk = predict(parsonnet, data.frame(parsonnet = score), type = "response")))
} else cat("SURGICAL_REGISTRY_DATA is not set: the model of real operations left out\n")
