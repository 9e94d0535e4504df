/* SPDX-License-Identifier: GPL-2.0 */
#ifdef __cplusplus
extern "C" {
#endif
int from_c(int n);
extern int cxx_variable;
#ifdef __cplusplus
}
#endif
