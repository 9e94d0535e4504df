# SPDX-License-Identifier: GPL-2.0
#
#	make demo	watch four C++ modules load, talk and unload in a stock Debian kernel
#	make test	run every test; the last line says "N passed, N failed"
#	make soak	tests that take hours: a hundred rounds of load and unload, long fuzzing, planted faults
#	make bench	compare figures with C twins
#	make docs	build the reference of the library, build/docs/html/index.html
#	make		build the kxx command into build/bin
#	make install	install it (PREFIX, DESTDIR)
#	make clean	remove build/ (kernels and bindings stay in the cache)
#
# Each target installs the Debian packages that it needs (as root), and names them.

PREFIX ?= /usr/local
build := build
programs := kxx kxx-bindgen kxx-bindgen-generate kxx-check-analyze

all: tools

tools:
	@tools/setup build
	@[ -f $(build)/build.ninja ] || cmake -B $(build) -G Ninja . > $(build).log 2>&1 || \
		{ cat $(build).log; exit 1; }
	@rm -f $(build).log
	@ninja -C $(build) -n $(programs) | grep -q 'no work to do' || ninja -C $(build) $(programs)

demo: tools
	@tools/setup run
	@samples/demo

test: tools
	@tools/setup run test docs
	@tests/run

soak: tools
	@tools/setup run test
	@tests/run kernels soak

bench: tools
	@tools/setup run
	@bench/run

docs:
	@tools/setup docs
	@doc/reference/build

install: tools
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/kxx
	install $(addprefix $(build)/bin/,$(programs)) $(DESTDIR)$(PREFIX)/bin
	cp -r kernel bindings helpers kbuild $(DESTDIR)$(PREFIX)/share/kxx

clean:
	rm -rf $(build)

.PHONY: all tools demo test soak bench docs install clean
