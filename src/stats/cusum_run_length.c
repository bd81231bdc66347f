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

int
cusum_study_cells(const CusumMix *mix)
{
	double		per_doubling = (double) CELLS_PER_MIX / different_risks(mix);
	double		doublings = fabs(mix->odds.log_ratio) / log(2.0);
	double		cells;

	per_doubling = per_doubling > MOST_CELLS ? MOST_CELLS : per_doubling;
	cells = ceil(per_doubling * (doublings > 1.0 ? doublings : 1.0));
	return cells < CELLS_LIMIT ? (int) cells : CELLS_LIMIT;
}

size_t
cusum_study_space(int cells)
{
	return cusum_chain_space(2 * cells);
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
	} while (end->after.limit < limit || chain.run_length < run_length);
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
	if (end.before.limit == 0.0)
		return end.after.log_length;
	return between(limit, end.before.limit, end.after.limit,
				   end.before.log_length, end.after.log_length);
}

double
cusum_run_length(const CusumStudy *study, double limit)
{
	double		wide = log_length_at(study, study->cells, limit);
	double		narrow = log_length_at(study, 2 * study->cells, limit);

	return isinf(wide) ? INFINITY : exp(2.0 * narrow - wide);
}

static double
limit_of_chain(const CusumStudy *study, int cells, double run_length)
{
	CurveEnd	end;

	if (!follow_curve(study, cells, 0.0, run_length, &end) || end.before.limit == 0.0)
		return NAN;
	return between(log(run_length), end.before.log_length, end.after.log_length,
				   end.before.limit, end.after.limit);
}

double
cusum_limit_at(const CusumStudy *study, double run_length)
{
	double		wide = limit_of_chain(study, study->cells, run_length);
	double		narrow = limit_of_chain(study, 2 * study->cells, run_length);

	return 2.0 * narrow - wide;
}
