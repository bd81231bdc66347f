/*
 * event_counts.h
 *	  The exact distribution of the number of events among cases of unlike risks
 *	  (Poisson-binomial), a case at a time.
 */
#ifndef SR_EVENT_COUNTS_H
#define SR_EVENT_COUNTS_H

typedef struct EventCounts
{
	double	   *mass;			/* of count "first" and those after it; room for cases + 1 */
	int			first;
	int			length;
} EventCounts;

/* No cases: no events. */
extern void event_counts_start(EventCounts *counts, double *space);

/* One more case; there must be room for one more number. */
extern void event_counts_add(EventCounts *counts, double risk);

/* The least k with P(X <= k) >= p. */
extern int	event_counts_lower(const EventCounts *counts, double p);

/* The least k with P(X > k) <= p, that is P(X <= k) >= 1 - p. */
extern int	event_counts_upper(const EventCounts *counts, double p);

#endif
