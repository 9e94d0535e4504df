# SPDX-License-Identifier: GPL-2.0
# A probe or a request that fails as it should is no fault once --allow names it; tests/vm/splats has the others.
kxx-load probe_fails sped=9 && kxx-unload
