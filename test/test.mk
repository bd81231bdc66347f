# Targets that need no server: unit tests, fuzzers, lint.
#
#   make unit                        cmocka tests of the pure files, under sanitizers
#   make fuzz [FUZZ_SECONDS=60]      libFuzzer, the seconds shared out among the targets
#   make lint                        rules of the house
#
# Absolute build paths: in a VPATH build make would otherwise take what another
# build has left in the source tree.

unit_build := $(CURDIR)/test/unit/build
fuzz_build := $(CURDIR)/test/fuzz/build

unit_programs := $(patsubst $(root)/test/unit/%.c,$(unit_build)/%,$(wildcard $(root)/test/unit/test_*.c))
fuzz_programs := $(patsubst $(root)/test/fuzz/%.c,$(fuzz_build)/%,$(wildcard $(root)/test/fuzz/fuzz_*.c))
unit_objects := $(patsubst src/%.c,$(unit_build)/%.o,$(PURE))
fuzz_objects := $(patsubst src/%.c,$(fuzz_build)/%.o,$(PURE))

FUZZ_CC ?= clang
FUZZ_SECONDS ?= 60

pure_flags := -std=gnu11 -g -O1 -Wall -Wextra -Werror -ffp-contract=off -fno-omit-frame-pointer \
	-I$(root)/src -I$(root)/test/unit -MMD -MP
unit_compile = $(CC) $(pure_flags) -fsanitize=address,undefined -fno-sanitize-recover=all
fuzz_compile = $(FUZZ_CC) $(pure_flags) -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all

unit: $(unit_programs)
	@$(root)/test/unit/run.sh $^

fuzz: $(fuzz_programs)
	@$(root)/test/fuzz/run.sh '$(FUZZ_SECONDS)' $^

lint: $(shlib)
	@CC='$(CC)' MODULE='$(abspath $<)' PURE='$(PURE)' OBJS='$(OBJS)' $(root)/test/lint.sh

.PHONY: unit fuzz lint

$(unit_build)/%.o: $(root)/src/%.c
	@mkdir -p $(@D)
	@echo "UNIT $(@F)"; $(unit_compile) -c $< -o $@

$(unit_build)/test_%: $(root)/test/unit/test_%.c $(unit_objects)
	@echo "UNIT $(@F)"; $(unit_compile) $< $(unit_objects) -o $@ -lcmocka -ldl -lm

$(fuzz_build)/%.o: $(root)/src/%.c
	@mkdir -p $(@D)
	@echo "FUZZ $(@F)"; $(subst =fuzzer,=fuzzer-no-link,$(fuzz_compile)) -c $< -o $@

$(fuzz_build)/fuzz_%: $(root)/test/fuzz/fuzz_%.c $(fuzz_objects)
	@echo "FUZZ $(@F)"; $(fuzz_compile) $< $(fuzz_objects) -o $@ -ldl -lm

-include $(unit_objects:.o=.d) $(unit_programs:=.d) $(fuzz_objects:.o=.d) $(fuzz_programs:=.d)
