# SPDX-License-Identifier: GPL-2.0
# The suite "debugfs" asks for a name that is taken already.
#: allow: 'kxx_taken'
