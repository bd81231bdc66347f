/*
 * fuzz_summary_decode.c
 *	  Binary form of an outcome summary: any bytes are refused, or are a state
 *	  that goes through every statistic unharmed.
 *
 * Two bytes choose the settings of the funnel; the rest is the binary form.
 */
#include "fuzz.h"

#include "stats/ratio_interval.h"

static const double targets[] = {1.0, 0.5, 2.0, 0.01, 100.0, 1e-6, 1e6, 1.0};
static const double levels[] = {0.95, 0.998, 0.5, 1e-6, 1 - 1e-9, 1 - 0x1p-53};

extern int	LLVMFuzzerInitialize(int *argc, char ***argv);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void) argc;
	(void) argv;
	must_hold(rmath_load());
	return 0;
}

static FunnelSettings
chosen_settings(uint8_t words, uint8_t numbers)
{
	Overdispersion dispersion = {.estimable = true,.present = true,.phi = 3.0,.tau2 = 0.25};

	return (FunnelSettings) {
		.target = targets[numbers % LENGTH(targets)],
		.method = (FunnelMethod) (words % 4),
		.model = (OverdispersionModel) (words / 4 % 3),
		.overdispersion = words & 0x80 ? dispersion : (Overdispersion) {.phi = NAN,.tau2 = NAN}
	};
}

static void
check_intervals(const OutcomeSummary *s, double level)
{
	double		observed = (double) s->observed;
	RiskSums	sums = {
		.n = (double) s->n,.e = summary_expected(s),.v = summary_variance(s),.k = summary_third(s)
	};
	double		ratio = observed / sums.e;

	if (!summary_has_ratio(s))
		return;
	for (int method = RATIO_EXACT; method <= RATIO_MIDP; method++)
	{
		must_hold(interval_problem(poisson_ratio_interval((RatioMethod) method, observed, sums.e, level), ratio));
		if (method != RATIO_BYAR)
			must_hold(interval_problem(poisson_binomial_ratio_interval((RatioMethod) method, observed, &sums,
																	   summary_squares(s),
																	   summary_patient_level(s), level), ratio));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t	   *bytes;
	uint8_t		again[SUMMARY_BINARY_SIZE];
	FunnelSettings settings;
	OutcomeSummary s;
	SummaryStatus status;

	if (size < 2)
		return 0;
	bytes = exact_copy(data + 2, size - 2);
	status = summary_decode(bytes, size - 2, &s);
	if (status == SUMMARY_OK)
	{
		must_be(summary_is_consistent(&s), "an inconsistent state was let in");
		summary_encode(&s, again);
		must_be(memcmp(again, bytes, sizeof(again)) == 0, "bytes do not come back");
		must_hold(round_trip_problem(&s));

		settings = chosen_settings(data[0], data[1]);
		if (settings.target * summary_expected(&s) <= LARGEST_MEAN)
			must_hold(ratio_point_problem(&s, (DistributionChoice) (data[0] / 12 % 3), &settings));
		check_intervals(&s, levels[data[1] / LENGTH(targets) % LENGTH(levels)]);
	}
	free(bytes);
	return 0;
}
