/*
 * location.h
 *	  A place on the WGS84 ellipsoid: latitude and longitude in steps of 1e-7
 *	  degree, about a centimetre, packed into one integer.
 *
 * Each place is one value: 180 degrees east stands for 180 west, and the poles
 * have longitude 0.
 */
#ifndef SR_LOCATION_H
#define SR_LOCATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LOCATION_TEXT_SIZE 32	/* "(-90.0000000,-180.0000000)" and its end */
#define LOCATION_STEPS 10000000	/* a degree */

typedef enum LocationStatus
{
	LOCATION_OK,
	LOCATION_SYNTAX,
	LOCATION_RANGE
} LocationStatus;

/* "(52.17513,0.140753)": latitude first, at most seven decimals. */
extern LocationStatus location_parse(const char *text, size_t length, int64_t *value);

/* Canonical text; returns its length. */
extern int	location_format(int64_t value, char text[LOCATION_TEXT_SIZE]);

extern bool location_is_valid(int64_t value);

/* Of degrees, rounded to the step; false if out of range or not a number. */
extern bool location_from_degrees(double latitude, double longitude, int64_t *value);
extern double location_latitude(int64_t value);
extern double location_longitude(int64_t value);

#endif
