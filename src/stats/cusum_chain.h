/*
 * cusum_chain.h
 *	  Average run length of a risk-adjusted CUSUM as a function of its limit, by
 *	  a Markov chain (Brook and Evans, Biometrika 1972;59:539-549).
 *
 * The chart moves over states 0, 1, 2, ... of a fixed width, each weight going
 * to one of its two neighbours.  Which of them how often is chosen so that the
 * mean of exp(weight) stays as it is: it is 1 in control, since weights are
 * log-likelihood ratios, and how fast run lengths grow with the limit depends
 * on it; out of control the same holds of exp(-weight).
 *
 * States are taken in ascending order.  For each we keep how long the chart
 * takes to rise above it, and where it then lands; by those of the states below
 * the next ones follow, without any subtraction.  So one pass gives the run
 * length for every limit, and stops where it is long enough.
 */
#ifndef SR_CUSUM_CHAIN_H
#define SR_CUSUM_CHAIN_H

#include <stddef.h>
#include <stdint.h>

#include "stats/cusum.h"

/* The cases a chart sees: each of the risks equally often. */
typedef struct CusumMix
{
	const double *risks;		/* in [0, 1] */
	int			count;			/* at least 1 */
	CusumOdds	odds;			/* that the chart looks for */
	bool		raised;			/* do the cases have those odds? */
} CusumMix;

typedef struct CusumChain
{
	double		step;			/* width of a state */
	int			cells;			/* states that the greatest weight may cross */
	int			up,
				down;			/* states that moves of this mix do cross, at most */
	int64_t		states;			/* done */
	double		run_length;		/* until the chart passes all of them */
	double	   *moves;			/* probability of moves by -cells .. cells */
	double	   *mass;			/* of positions relative to a state */
	double	   *landing;		/* rows of up: where passing a state leads */
	double	   *passing;		/* cases it takes to pass a state */
	double	   *visits;			/* chance that passing leads to a state to come */
} CusumChain;

/* Numbers that a chain of so many cells needs as its space. */
extern size_t cusum_chain_space(int cells);

extern void cusum_chain_start(CusumChain *chain, const CusumMix *mix, int cells, double *space);

/* Can the chart rise at all? */
extern bool cusum_chain_moves(const CusumChain *chain);

/* Adds one state. */
extern void cusum_chain_advance(CusumChain *chain);

/* The limit that all states done lie below. */
static inline double
cusum_chain_limit(const CusumChain *chain)
{
	/* Weights are spread over both neighbours, so the limit lies midway. */
	return ((double) chain->states - 0.5) * chain->step;
}

#endif
