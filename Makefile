# make, make install, make installcheck   the extension, by PGXS
# make demo, make check, make bench       set up what they need themselves
root := $(patsubst %/,%,$(dir $(firstword $(MAKEFILE_LIST))))

ifneq ($(filter demo check bench,$(MAKECMDGOALS)),)

# What is set on the command line, as DATA= for the demo, reaches the scripts exported.
demo: ; @$(root)/demo/run.sh
check: ; @$(root)/test/check.sh
bench: ; @$(root)/test/bench/run.sh
.PHONY: demo check bench
# Other goals beside one of these are PGXS's.
.DEFAULT: ; @$(MAKE) -f $(firstword $(MAKEFILE_LIST)) $@

else

EXTENSION := surgical_registry
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(root)/$(EXTENSION).control)
MODULE_big := $(EXTENSION)

# Pure C: no server header, no palloc, no ereport. test/lint.sh holds them to it.
PURE := \
	src/stats/rmath.c \
	src/stats/root.c \
	src/stats/risk_groups.c \
	src/stats/group_tails.c \
	src/stats/count_distribution.c \
	src/stats/ratio_interval.c \
	src/stats/proportion_interval.c \
	src/stats/funnel_limit.c \
	src/stats/overdispersion.c \
	src/stats/benjamini_hochberg.c \
	src/codes/opcs4_code.c \
	src/outcomes/summary.c \
	src/outcomes/summary_text.c \
	src/outcomes/summary_binary.c \
	src/outcomes/funnel_point.c

SERVER := \
	src/module.c \
	src/arguments.c \
	src/codes/opcs4.c \
	src/codes/opcs4_support.c \
	src/codes/opcs4_selectivity.c \
	src/outcomes/outcome_summary.c \
	src/outcomes/outcome_agg.c \
	src/outcomes/estimate.c \
	src/outcomes/partition.c \
	src/outcomes/funnel.c \
	src/outcomes/funnel_limits.c \
	src/outcomes/q_value.c \
	src/outcomes/suppress.c

# Order matters: a type before what uses it.
SQL := \
	src/extension.sql \
	src/codes/opcs4.sql \
	src/codes/opcs4_opclass.sql \
	src/outcomes/outcome_summary.sql \
	src/outcomes/outcome_agg.sql \
	src/outcomes/estimate.sql \
	src/outcomes/funnel.sql \
	src/outcomes/funnel_limits.sql \
	src/outcomes/q_value.sql \
	src/outcomes/suppress.sql

REGRESS := install opcs4 opcs4_index opcs4_planner outcome_summary outcome_agg \
	estimate funnel funnel_proportion funnel_limits q_value suppress catalog

OBJS := $(patsubst %.c,%.o,$(PURE) $(SERVER))
DATA_built := $(EXTENSION)--$(EXTVERSION).sql
DATA := $(wildcard $(root)/sql/upgrade/*.sql)
EXTRA_CLEAN := $(OBJS:.o=.d) test/unit/build test/fuzz/build

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
ifeq ($(PGXS),)
$(error pg_config not found: install the PostgreSQL server headers (Debian: postgresql-server-dev-15) or set PG_CONFIG)
endif

# -isystem: the server's own headers do not pass -Wextra.
# -ffp-contract=off: a published figure must not depend on the build host.
PG_CPPFLAGS := -DSR_VERSION=\"$(EXTVERSION)\" -I$(root)/src -isystem $(shell $(PG_CONFIG) --includedir-server)
PG_CFLAGS := -std=gnu11 -Wall -Wextra -Wmissing-prototypes -Wstrict-prototypes -Wvla \
	-fvisibility=hidden -ffp-contract=off -MMD -MP \
	-Wno-ignored-optimization-argument -Wno-unknown-warning-option $(if $(WERROR),-Werror)
SHLIB_LINK := -ldl -lm

include $(PGXS)

.DELETE_ON_ERROR:
src/module.o: $(root)/$(EXTENSION).control
# What an object depends on, its bitcode does too.
$(OBJS:.o=.bc): %.bc: %.o

$(DATA_built): $(addprefix $(root)/,$(SQL)) $(root)/$(EXTENSION).control
	{ printf '%s\n' '\echo Use "CREATE EXTENSION $(EXTENSION)" to load this file. \quit'; \
	  cat $(addprefix $(root)/,$(SQL)); } > $@

# A VPATH build starts without the folders of its objects.
$(shell mkdir -p $(sort $(dir $(OBJS))))

-include $(OBJS:.o=.d)
include $(root)/test/test.mk

endif
