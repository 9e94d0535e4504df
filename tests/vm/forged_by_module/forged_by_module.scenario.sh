# SPDX-License-Identifier: GPL-2.0
# A module that does not load, and says by every way that there is that it did, fails the run; kxx names
# what it forged.
#: kernels: 6.12 6.1
#: status: 1
#: expect: forges: the helper ended with 0
#: expect: wrote on the control port: 'load forges 0'
#: expect: wrote on the control port: 'init 4 load forges 0'
#: expect: wrote on the control port: 'end 0'
#: expect: 'insmod forges' failed
