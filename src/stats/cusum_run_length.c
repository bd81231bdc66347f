/*
 * cusum_run_length.c
 */
#include "stats/cusum_run_length.h"

/* Cells a factor of 2 in the odds is divided into, by how many risks differ. */
#define FEWEST_CELLS	32
#define MOST_CELLS		128
#define CELLS_PER_MIX	256
#define DIFFERENT_RISKS	(CELLS_PER_MIX / FEWEST_CELLS)

/* Of any odds ratio: bounds the memory of the narrower chain to some 9 MB. */
#define CELLS_LIMIT		512

/* How near to whole the weights of a single risk have to be, and how far we look. */
#define LATTICE_MISFIT	0.02
#define MOST_LATTICE_CELLS 320

#define STATES_BETWEEN_PAUSES 64

/* Risks that differ, counted up to DIFFERENT_RISKS. */
static int
different_risks(const CusumMix *mix)
{
	double		seen[DIFFERENT_RISKS];
	int			count = 0;

	for (int i = 0; i < mix->count && count < DIFFERENT_RISKS; i++)
	{
		int			j = 0;

		while (j < count && seen[j] != mix->risks[i])
			j++;
		if (j == count)
			seen[count++] = mix->risks[i];
	}
	return count;
}

static int
cells_for(const CusumMix *mix, int different)
{
	double		per_doubling = (double) CELLS_PER_MIX / different;
	double		doublings = fabs(mix->odds.log_ratio) / log(2.0);
	double		cells;

	per_doubling = per_doubling > MOST_CELLS ? MOST_CELLS : per_doubling;
	cells = ceil(per_doubling * (doublings > 1.0 ? doublings : 1.0));
	return cells < CELLS_LIMIT ? (int) cells : CELLS_LIMIT;
}

/*
 * The number of cells by which a single risk's weights are most nearly whole
 * numbers of states; 0 if none does well.  The two weights add up to ln R, which
 * is a whole number of states: where one is, so is the other.
 */
static int
lattice_cells(const CusumMix *mix)
{
	double		share = fabs(cusum_decrement(&mix->odds, mix->risks[0]) / mix->odds.log_ratio);
	double		least = LATTICE_MISFIT;
	int			best = 0;

	for (int cells = FEWEST_CELLS; cells <= MOST_LATTICE_CELLS; cells++)
	{
		double		misfit = fabs(share * cells - round(share * cells));

		if (share * cells > 0.5 && misfit < least)
		{
			least = misfit;
			best = cells;
		}
	}
	return best;
}

CusumStudy
cusum_study(const CusumMix *mix, CusumPause pause)
{
	int			different = different_risks(mix);
	int			lattice = different == 1 ? lattice_cells(mix) : 0;

	return (CusumStudy) {
		.mix = *mix,
		.cells = lattice > 0 ? lattice : cells_for(mix, different),
		.lattice = lattice > 0,
		.pause = pause,
	};
}

size_t
cusum_study_space(const CusumStudy *study)
{
	return cusum_chain_space(study->lattice ? study->cells : 2 * study->cells);
}

/* A point of the curve of run length over limit. */
typedef struct CurvePoint
{
	double		limit;
	double		log_length;
} CurvePoint;

/* The curve's last two points once it has passed a limit and a run length. */
typedef struct CurveEnd
{
	CurvePoint	before;
	CurvePoint	after;
} CurveEnd;

/* Is a limit reached once the states done are passed? */
static bool
reaches(const CusumStudy *study, const CusumChain *chain, double limit)
{
	return study->lattice ? (double) chain->states * chain->step >= limit
		: cusum_chain_limit(chain) >= limit;
}

static bool
follow_curve(const CusumStudy *study, int cells, double limit, double run_length, CurveEnd *end)
{
	CusumChain	chain;

	cusum_chain_start(&chain, &study->mix, cells, study->space);
	if (!cusum_chain_moves(&chain))
		return false;
	*end = (CurveEnd) {{0.0, 0.0}, {0.0, 0.0}};
	do
	{
		if (chain.states % STATES_BETWEEN_PAUSES == 0)
			study->pause();
		cusum_chain_advance(&chain);
		end->before = end->after;
		end->after = (CurvePoint) {cusum_chain_limit(&chain), log(chain.run_length)};
	} while (!reaches(study, &chain, limit) || chain.run_length < run_length);
	return true;
}

static double
between(double x, double x0, double x1, double y0, double y1)
{
	return y0 + (x - x0) / (x1 - x0) * (y1 - y0);
}

/* ln of the run length at a limit; below the first state it is that state's. */
static double
log_length_at(const CusumStudy *study, int cells, double limit)
{
	CurveEnd	end;

	if (!follow_curve(study, cells, limit, 0.0, &end))
		return INFINITY;
	if (end.before.limit == 0.0 || study->lattice)
		return end.after.log_length;
	return between(limit, end.before.limit, end.after.limit,
				   end.before.log_length, end.after.log_length);
}

double
cusum_run_length(const CusumStudy *study, double limit)
{
	double		wide = log_length_at(study, study->cells, limit);

	if (study->lattice || isinf(wide))
		return exp(wide);
	return exp(2.0 * log_length_at(study, 2 * study->cells, limit) - wide);
}

static double
limit_of_chain(const CusumStudy *study, int cells, double run_length)
{
	CurveEnd	end;

	if (!follow_curve(study, cells, 0.0, run_length, &end) || end.before.limit == 0.0)
		return NAN;
	if (study->lattice)
		return end.after.limit;
	return between(log(run_length), end.before.log_length, end.after.log_length,
				   end.before.limit, end.after.limit);
}

double
cusum_limit_at(const CusumStudy *study, double run_length)
{
	double		wide = limit_of_chain(study, study->cells, run_length);

	if (study->lattice)
		return wide;
	return 2.0 * limit_of_chain(study, 2 * study->cells, run_length) - wide;
}
