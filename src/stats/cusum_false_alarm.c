/*
 * cusum_false_alarm.c
 */
#include "stats/cusum_false_alarm.h"

#define WIDE_STATES		512
#define NARROW_STATES	1024

#define CASES_BETWEEN_PAUSES 256

size_t
cusum_false_alarm_space(void)
{
	return 2 * NARROW_STATES;
}

/* Where a weight leads: so many states on, or one more. */
typedef struct Move
{
	int			states;
	double		stay;			/* probability of the first, times the outcome's */
	double		more;
} Move;

/* As the chain's: the mean of exp(weight) stays what it is. */
static Move
move_of(double weight, double probability, double step, int states)
{
	double		place = floor(weight / step);
	double		share = expm1(weight - place * step) / expm1(step);

	/* A move over all states and more lands where one over all of them does. */
	if (fabs(place) > states)
		return (Move) {place > 0.0 ? states : -states - 1, probability, 0.0};
	return (Move) {(int) place, probability * (1.0 - share), probability * share};
}

/* Mass to a state: below 0 it stays at 0, at the end or beyond it signals. */
static inline void
put(double *after, int states, int state, double mass, double *signalled)
{
	if (state >= states)
		*signalled += mass;
	else
		after[state < 0 ? 0 : state] += mass;
}

static void
carry(const double *before, double *after, int states, const Move *move, double *signalled)
{
	for (int i = 0; i < states; i++)
	{
		put(after, states, i + move->states, before[i] * move->stay, signalled);
		put(after, states, i + move->states + 1, before[i] * move->more, signalled);
	}
}

static double
signalled_within(const double *risks, int count, const CusumOdds *odds, double limit,
				 int states, double *space, CusumPause pause)
{
	/* As cusum_chain_limit(): the limit lies midway between the last state and the next. */
	double		step = limit / (states - 0.5);
	double	   *before = space,
			   *after = space + states;
	double		signalled = 0.0;

	for (int i = 0; i < states; i++)
		before[i] = i == 0 ? 1.0 : 0.0;
	for (int c = 0; c < count; c++)
	{
		double		decrement = cusum_decrement(odds, risks[c]);
		Move		event = move_of(odds->log_ratio - decrement, risks[c], step, states);
		Move		none = move_of(-decrement, 1.0 - risks[c], step, states);
		double	   *swap = before;

		if (c % CASES_BETWEEN_PAUSES == 0)
			pause();
		for (int i = 0; i < states; i++)
			after[i] = 0.0;
		carry(before, after, states, &event, &signalled);
		carry(before, after, states, &none, &signalled);
		before = after;
		after = swap;
	}
	return signalled;
}

double
cusum_false_alarm(const double *risks, int count, const CusumOdds *odds, double limit,
				  double *space, CusumPause pause)
{
	double		wide = signalled_within(risks, count, odds, limit, WIDE_STATES, space, pause);
	double		narrow = signalled_within(risks, count, odds, limit, NARROW_STATES, space, pause);
	double		chance = 2.0 * narrow - wide;

	return chance < 0.0 ? 0.0 : chance > 1.0 ? 1.0 : chance;
}
