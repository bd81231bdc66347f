/*
 * fuzz_segment.c
 *	  Text and binary of a CUSUM segment: refused, or a segment whose own forms
 *	  read back and that joins to an empty one unchanged.
 */
#include "fuzz.h"

#include "outcomes/segment.h"

static bool
same(const CusumSegment *a, const CusumSegment *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

static void
must_read_back(const CusumSegment *segment)
{
	char		text[SEGMENT_TEXT_SIZE];
	uint8_t		bytes[SEGMENT_BINARY_SIZE];
	CusumSegment read,
				joined = {.odds_ratio = segment->odds_ratio};

	must_be(segment_format(segment, text) < SEGMENT_TEXT_SIZE, "the text is too long");
	must_be(segment_parse(text, &read) == SEGMENT_OK && same(segment, &read), "the text does not read back");
	segment_encode(segment, bytes);
	must_be(segment_decode(bytes, sizeof(bytes), &read) == SEGMENT_OK && same(segment, &read),
			"the bytes do not read back");
	must_be(segment_join(&joined, segment) == SEGMENT_OK && same(segment, &joined),
			"joining to nothing changes it");
	must_be(segment_peak(segment, 1.0) >= segment_end(segment, 1.0), "the end is above the peak");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *text = malloc(size + 1);
	CusumSegment segment;

	memcpy(text, data, size);
	text[size] = '\0';
	if (segment_parse(text, &segment) == SEGMENT_OK)
		must_read_back(&segment);
	if (size > 0 && segment_decode(data, size, &segment) == SEGMENT_OK)
		must_read_back(&segment);
	free(text);
	return 0;
}
