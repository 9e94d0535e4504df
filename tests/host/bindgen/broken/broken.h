/* SPDX-License-Identifier: GPL-2.0 */
/* Not C: the generator must say so. */
struct half {
	unknown_type field;
};
