/*
 * root.h
 *	  Root of a continuous function inside a bracket.
 */
#ifndef SR_ROOT_H
#define SR_ROOT_H

typedef double (*RootFunction) (double x, const void *context);

/*
 * x in [low, high] with f(x) = 0, by Brent's method (1973, ch. 4), to within
 * the relative tolerance or a few units in the last place of x.  f must change
 * sign over the bracket; where it does not, the end with the smaller |f| is
 * returned.
 */
extern double find_root(RootFunction f, const void *context, double low, double high,
						double tolerance);

#endif
