/*
 * interval.h
 *	  Two ends; a missing end is NaN.
 */
#ifndef SR_INTERVAL_H
#define SR_INTERVAL_H

typedef struct Interval
{
	double		lower;
	double		upper;
} Interval;

#endif
