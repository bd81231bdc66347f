/*
 * cusum_chain.c
 */
#include "stats/cusum_chain.h"

size_t
cusum_chain_space(int cells)
{
	size_t		n = (size_t) cells;

	return 2 * (2 * n + 1) + n * (n + 1) + 2 * (n + 1);
}

static void
lay_out(CusumChain *chain, double *space)
{
	size_t		n = (size_t) chain->cells;

	for (size_t i = 0; i < 2 * (2 * n + 1) + 2 * (n + 1); i++)
		space[i] = 0.0;
	chain->moves = space + n;
	chain->mass = space + (2 * n + 1) + n;
	chain->passing = space + 2 * (2 * n + 1);
	chain->visits = chain->passing + n + 1;
	chain->landing = chain->visits + n + 1;
}

/*
 * Shares a weight between its neighbours so that exp(tilt weight) keeps its
 * mean; tilt is 1 in control and -1 out of it.
 */
static void
add_move(CusumChain *chain, double weight, double probability, double tilt)
{
	double		place = weight / chain->step;
	int			below = (int) floor(place);
	double		share;

	below = below < -chain->cells ? -chain->cells : below;
	below = below >= chain->cells ? chain->cells - 1 : below;
	share = expm1(tilt * (place - below) * chain->step) / expm1(tilt * chain->step);
	chain->moves[below] += probability * (1.0 - share);
	chain->moves[below + 1] += probability * share;
}

static void
add_risk(CusumChain *chain, const CusumMix *mix, double risk)
{
	double		decrement = cusum_decrement(&mix->odds, risk);
	double		tilt = mix->raised ? -1.0 : 1.0;
	double		event = mix->raised ? mix->odds.ratio * risk * exp(-decrement) : risk;

	event = event < 1.0 ? event : 1.0;
	add_move(chain, mix->odds.log_ratio - decrement, event / mix->count, tilt);
	add_move(chain, -decrement, (1.0 - event) / mix->count, tilt);
}

void
cusum_chain_start(CusumChain *chain, const CusumMix *mix, int cells, double *space)
{
	*chain = (CusumChain) {.step = fabs(mix->odds.log_ratio) / cells, .cells = cells};
	lay_out(chain, space);
	for (int i = 0; i < mix->count; i++)
		add_risk(chain, mix, mix->risks[i]);
	for (int move = 1; move <= cells; move++)
	{
		if (chain->moves[move] > 0.0)
			chain->up = move;
		if (chain->moves[-move] > 0.0)
			chain->down = move;
	}
	chain->visits[0] = 1.0;
}

bool
cusum_chain_moves(const CusumChain *chain)
{
	return chain->up > 0;
}

/* Positions after one case, relative to the state; below the lowest is the lowest. */
static void
take_one_case(CusumChain *chain, int lowest)
{
	double	   *mass = chain->mass;

	for (int place = lowest; place <= chain->up; place++)
		mass[place] = chain->moves[place];
	for (int move = -chain->down; move < lowest; move++)
		mass[lowest] += chain->moves[move];
}

/* sum += factor times: the compiler is told that the two are apart. */
static inline void
add_multiple(double *restrict sum, const double *restrict times, double factor, int count)
{
	for (int i = 0; i < count; i++)
		sum[i] += factor * times[i];
}

/* From each position below the state upwards, until none is left; cases that takes. */
static double
climb_back(CusumChain *chain, int lowest)
{
	int64_t		rows = chain->down + 1;
	double		cases = 0.0;

	for (int place = lowest; place < 0; place++)
	{
		int64_t		row = (chain->states + place) % rows;
		double		here = chain->mass[place];

		cases += here * chain->passing[row];
		add_multiple(chain->mass + place + 1, chain->landing + row * chain->up, here, chain->up);
	}
	return cases;
}

void
cusum_chain_advance(CusumChain *chain)
{
	int64_t		row = chain->states % (chain->down + 1);
	int64_t		ring = chain->up + 1;
	double	   *landing = chain->landing + row * chain->up;
	double	   *visit = chain->visits + chain->states % ring;
	int			lowest = chain->states < chain->down ? -(int) chain->states : -chain->down;
	double		above = 0.0,
				cases;

	take_one_case(chain, lowest);
	cases = 1.0 + climb_back(chain, lowest);
	for (int i = 1; i <= chain->up; i++)
		above += chain->mass[i];
	chain->passing[row] = cases / above;
	chain->run_length += *visit * chain->passing[row];
	for (int i = 1; i <= chain->up; i++)
	{
		landing[i - 1] = chain->mass[i] / above;
		chain->visits[(chain->states + i) % ring] += *visit * landing[i - 1];
	}
	*visit = 0.0;
	chain->states++;
}
