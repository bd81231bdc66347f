/*
 * cusum_arl_simulation.c
 *	  Average run lengths of the risk-adjusted CUSUM by simulation, from its
 *	  definition (Steiner 2000) and without any code of the extension.
 *
 *	  cc -O3 -o simulate cusum_arl_simulation.c -lm && ./simulate > vectors/cusum_arl.csv
 *
 * A run starts at 0 and goes on until the highest limit is reached; the first
 * passage of each lower limit is noted on the way.  Random numbers are
 * xoshiro256++ (Blackman and Vigna), seeded by splitmix64 from the line's number,
 * so that the figures come out the same again.  Takes about ten minutes.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define MOST_RISKS 64
#define MOST_LIMITS 8

typedef struct Mix
{
	const char *name;
	int			n;
	double		risk[MOST_RISKS];
} Mix;

typedef struct Chart
{
	const Mix  *mix;
	double		odds_ratio;		/* the chart is made to find */
	double		true_odds_ratio;	/* the cases have */
	long		runs;
	int			limits;
	double		limit[MOST_LIMITS];
} Chart;

static const Mix three = {"three", 10, {.01, .01, .01, .01, .01, .05, .05, .05, .2, .2}};
static const Mix equal = {"equal", 1, {.1}};
static const Mix high = {"high", 4, {.15, .3, .4, .6}};
static Mix	spread = {"spread", 40, {0}};

static const Chart charts[] = {
	{&three, 2, 1, 10000000, 7, {2, 2.5, 3, 3.5, 4, 4.5, 5}},
	{&three, 2, 2, 10000000, 7, {2, 2.5, 3, 3.5, 4, 4.5, 5}},
	{&three, .5, 1, 10000000, 4, {2, 2.5, 3, 3.5}},
	{&three, .5, .5, 10000000, 4, {2, 2.5, 3, 3.5}},
	{&three, 1.5, 1, 10000000, 4, {2, 2.5, 3, 3.5}},
	{&three, 4, 1, 10000000, 5, {2, 2.5, 3, 3.5, 4}},
	{&equal, 2, 1, 10000000, 6, {1, 2, 2.5, 3, 3.5, 4}},
	{&spread, 2, 1, 10000000, 6, {2, 2.5, 3, 3.5, 4, 4.5}},
	{&spread, 2, 2, 10000000, 6, {2, 2.5, 3, 3.5, 4, 4.5}},
	{&high, 2, 1, 10000000, 6, {2, 2.5, 3, 3.5, 4, 4.5}},
};

static uint64_t state[4];

static uint64_t
rotated(uint64_t x, int by)
{
	return (x << by) | (x >> (64 - by));
}

static inline uint64_t
random_bits(void)
{
	uint64_t	bits = rotated(state[0] + state[3], 23) + state[0];
	uint64_t	t = state[1] << 17;

	state[2] ^= state[0];
	state[3] ^= state[1];
	state[1] ^= state[2];
	state[0] ^= state[3];
	state[2] ^= t;
	state[3] = rotated(state[3], 45);
	return bits;
}

static void
seed(uint64_t x)
{
	for (int i = 0; i < 4; i++)
	{
		uint64_t	z = (x += 0x9e3779b97f4a7c15ULL);

		z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
		z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
		state[i] = z ^ (z >> 31);
	}
}

static double weight[2][MOST_RISKS];
static uint32_t event_below[MOST_RISKS];	/* of 2^32 */

static void
prepare(const Chart *chart)
{
	for (int i = 0; i < chart->mix->n; i++)
	{
		double		p = chart->mix->risk[i];
		double		r = chart->odds_ratio;
		double		q = chart->true_odds_ratio * p / (1 - p + chart->true_odds_ratio * p);

		weight[0][i] = log(1 / (1 - p + r * p));
		weight[1][i] = log(r / (1 - p + r * p));
		event_below[i] = (uint32_t) floor(q * 4294967296.0);
	}
}

static void
simulate(const Chart *chart)
{
	double		sum[MOST_LIMITS] = {0},
				squares[MOST_LIMITS] = {0};
	uint64_t	n = (uint64_t) chart->mix->n;

	for (long run = 0; run < chart->runs; run++)
	{
		double		s = 0;
		long		t = 0;

		for (int k = 0; k < chart->limits; k++)
		{
			while (s < chart->limit[k])
			{
				uint64_t	bits = random_bits();
				int			i = (int) (((bits >> 32) * n) >> 32);

				s += weight[(uint32_t) bits < event_below[i]][i];
				s = s > 0 ? s : 0;
				t++;
			}
			sum[k] += (double) t;
			squares[k] += (double) t * (double) t;
		}
	}
	for (int k = 0; k < chart->limits; k++)
	{
		double		runs = (double) chart->runs;
		double		mean = sum[k] / runs;

		printf("%s,%g,%g,%g,%ld,%.8g,%.3g\n", chart->mix->name, chart->odds_ratio,
			   chart->true_odds_ratio, chart->limit[k], chart->runs, mean,
			   sqrt((squares[k] / runs - mean * mean) / runs));
	}
	fflush(stdout);
}

int
main(void)
{
	/* Forty risks from 0.0025 to 0.39, most of them small. */
	for (int i = 0; i < 40; i++)
		spread.risk[i] = 1 / (1 + exp(6 - 5.5 * (i + 0.5) / 40));
	puts("mix,odds_ratio,true_odds_ratio,limit,runs,arl,se");
	for (int i = 0; i < (int) (sizeof(charts) / sizeof(charts[0])); i++)
	{
		seed((uint64_t) i + 1);
		prepare(&charts[i]);
		simulate(&charts[i]);
	}
	return 0;
}
