/*
 * event_counts.c
 */
#include "stats/event_counts.h"

/* Less than this no quantile of any level can tell from nothing. */
#define NEGLIGIBLE 1e-40

/* A sum within this of a probability reaches it, lest its last digit decide. */
#define REACHED (1.0 + 1e-12)

void
event_counts_start(EventCounts *counts, double *space)
{
	space[0] = 1.0;
	*counts = (EventCounts) {.mass = space, .length = 1};
}

/* Leaves out counts at the ends that have become all but impossible. */
static void
trim(EventCounts *counts)
{
	while (counts->length > 1 && counts->mass[counts->length - 1] < NEGLIGIBLE)
		counts->length--;
	while (counts->length > 1 && counts->mass[0] < NEGLIGIBLE)
	{
		counts->mass++;
		counts->first++;
		counts->length--;
	}
}

void
event_counts_add(EventCounts *counts, double risk)
{
	double	   *mass = counts->mass;

	mass[counts->length] = mass[counts->length - 1] * risk;
	for (int k = counts->length - 1; k > 0; k--)
		mass[k] = mass[k] * (1.0 - risk) + mass[k - 1] * risk;
	mass[0] *= 1.0 - risk;
	counts->length++;
	trim(counts);
}

int
event_counts_lower(const EventCounts *counts, double p)
{
	double		at_most = counts->mass[0];
	int			k = 0;

	while (at_most * REACHED < p && k < counts->length - 1)
		at_most += counts->mass[++k];
	return counts->first + k;
}

int
event_counts_upper(const EventCounts *counts, double p)
{
	double		above = 0.0;
	int			k = counts->length - 1;

	while (k > 0 && above + counts->mass[k] <= p * REACHED)
		above += counts->mass[k--];
	return counts->first + k;
}
