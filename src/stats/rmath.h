/*
 * rmath.h
 *	  R's distribution functions, from libRmath, loaded at run time.
 *
 * Arguments follow R: the last two are lower_tail and log_p.
 */
#ifndef SR_RMATH_H
#define SR_RMATH_H

typedef struct Rmath
{
	double		(*pbeta) (double q, double a, double b, int lower, int log);
	double		(*qbeta) (double p, double a, double b, int lower, int log);
	double		(*pgamma) (double q, double shape, double scale, int lower, int log);
	double		(*qgamma) (double p, double shape, double scale, int lower, int log);
	double		(*pbinom) (double q, double n, double prob, int lower, int log);
	double		(*ppois) (double q, double mean, int lower, int log);
	double		(*pnorm) (double q, double mean, double sd, int lower, int log);
	double		(*qnorm) (double p, double mean, double sd, int lower, int log);
} Rmath;

extern Rmath rmath;

/* Fills rmath once; NULL on success, else what the dynamic linker said. */
extern const char *rmath_load(void);

#endif
