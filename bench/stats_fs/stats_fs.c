// SPDX-License-Identifier: GPL-2.0
/*
 * The C twin of samples/stats_fs: the same files, texts and numbers.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/debugfs.h>
#include <linux/kobject.h>
#include <linux/kstrtox.h>
#include <linux/ktime.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/sysfs.h>
#include <linux/uaccess.h>
#include <linux/workqueue.h>

#define ROOM 256

static u64 ring[ROOM];
static u64 count, total, least, most;
static DEFINE_MUTEX(lock);

static unsigned int period_ms = 100;
static bool paused;
static s64 due;
static struct delayed_work work;
static struct dentry *debug;
static struct kobject *files;

static u64 first(void)
{
	return count > ROOM ? count - ROOM : 0;
}

static int summary_show(struct seq_file *seq, void *unused)
{
	mutex_lock(&lock);
	seq_printf(seq, "every %u ms%s\n", READ_ONCE(period_ms), READ_ONCE(paused) ? ", paused" : "");
	seq_printf(seq, "%llu samples, late by %llu to %llu ns\n", count, least, most);
	mutex_unlock(&lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(summary);

static u64 *ring_at(u64 index)
{
	u64 number = first() + index;

	return number < count ? &ring[number % ROOM] : NULL;
}

static void *ring_start(struct seq_file *seq, loff_t *pos)
{
	mutex_lock(&lock);
	if (*pos == 0)
		return SEQ_START_TOKEN;
	return ring_at(*pos - 1);
}

static void *ring_next(struct seq_file *seq, void *v, loff_t *pos)
{
	++*pos;
	return ring_at(*pos - 1);
}

static void ring_stop(struct seq_file *seq, void *v)
{
	mutex_unlock(&lock);
}

static int ring_show(struct seq_file *seq, void *v)
{
	u64 *late = v;

	if (v == SEQ_START_TOKEN)
		seq_printf(seq, "%llu samples, late by ns:\n", count);
	else
		seq_printf(seq, "%llu\n", *late);
	return 0;
}

static const struct seq_operations ring_sops = {
	.start = ring_start,
	.next = ring_next,
	.stop = ring_stop,
	.show = ring_show,
};
DEFINE_SEQ_ATTRIBUTE(ring);

static ssize_t raw_read(struct file *file, char __user *user, size_t size, loff_t *pos)
{
	ssize_t done;
	size_t length;
	char *copy;
	loff_t from = 0;

	if (*pos < 0)
		return -EINVAL;
	size = min(size, PAGE_SIZE);
	if (!size)
		return 0;
	copy = kzalloc(size, GFP_KERNEL);
	if (!copy)
		return -ENOMEM;
	/* Do not copy to user space with the lock held: a fault takes other locks. */
	mutex_lock(&lock);
	length = *pos < sizeof(ring) ? min_t(size_t, size, sizeof(ring) - *pos) : 0;
	memcpy(copy, (char *)ring + *pos, length);
	mutex_unlock(&lock);
	done = simple_read_from_buffer(user, length, &from, copy, size);
	if (done > 0)
		*pos += done;
	kfree(copy);
	return done;
}

static const struct file_operations raw_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.read = raw_read,
	.llseek = default_llseek,
};

static ssize_t period_ms_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%u\n", READ_ONCE(period_ms));
}

static ssize_t period_ms_store(struct kobject *kobj, struct kobj_attribute *attr, const char *buf,
			       size_t size)
{
	unsigned int value;
	int err;

	err = kstrtouint(buf, 0, &value);
	if (err)
		return err;
	if (value < 1 || value > 10000)
		return -ERANGE;
	WRITE_ONCE(period_ms, value);
	return size;
}

static ssize_t samples_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	u64 value;

	mutex_lock(&lock);
	value = count;
	mutex_unlock(&lock);
	return sysfs_emit(buf, "%llu\n", value);
}

static ssize_t reset_store(struct kobject *kobj, struct kobj_attribute *attr, const char *buf,
			   size_t size)
{
	bool really;
	int err;

	err = kstrtobool(buf, &really);
	if (err)
		return err;
	if (!really)
		return -EINVAL;
	mutex_lock(&lock);
	count = total = least = most = 0;
	mutex_unlock(&lock);
	return size;
}

static ssize_t least_ns_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	u64 value;

	mutex_lock(&lock);
	value = least;
	mutex_unlock(&lock);
	return sysfs_emit(buf, "%llu\n", value);
}

static ssize_t most_ns_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	u64 value;

	mutex_lock(&lock);
	value = most;
	mutex_unlock(&lock);
	return sysfs_emit(buf, "%llu\n", value);
}

static ssize_t mean_ns_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	u64 value;

	mutex_lock(&lock);
	value = count ? total / count : 0;
	mutex_unlock(&lock);
	return sysfs_emit(buf, "%llu\n", value);
}

static struct kobj_attribute period_ms_attr = __ATTR_RW(period_ms);
static struct kobj_attribute samples_attr = __ATTR_RO(samples);
static struct kobj_attribute reset_attr = __ATTR_WO(reset);
static struct kobj_attribute least_ns_attr = __ATTR_RO(least_ns);
static struct kobj_attribute most_ns_attr = __ATTR_RO(most_ns);
static struct kobj_attribute mean_ns_attr = __ATTR_RO(mean_ns);

static struct attribute *stats_fs_attrs[] = {
	&period_ms_attr.attr,
	&samples_attr.attr,
	&reset_attr.attr,
	NULL,
};
static const struct attribute_group stats_fs_group = { .attrs = stats_fs_attrs };

static struct attribute *latency_attrs[] = {
	&least_ns_attr.attr,
	&most_ns_attr.attr,
	&mean_ns_attr.attr,
	NULL,
};
static const struct attribute_group latency_group = { .name = "latency", .attrs = latency_attrs };

static const struct attribute_group *groups[] = {
	&stats_fs_group,
	&latency_group,
	NULL,
};

static void again(void)
{
	unsigned int milliseconds = READ_ONCE(period_ms);

	WRITE_ONCE(due, ktime_to_ns(ktime_get()) + (s64)milliseconds * NSEC_PER_MSEC);
	queue_delayed_work(system_wq, &work, msecs_to_jiffies(milliseconds));
}

static void sample(struct work_struct *unused)
{
	s64 late = ktime_to_ns(ktime_get()) - READ_ONCE(due);

	late = max(late, 0LL);
	if (!READ_ONCE(paused)) {
		mutex_lock(&lock);
		ring[count % ROOM] = late;
		least = count == 0 || late < least ? late : least;
		most = max_t(u64, most, late);
		total += late;
		count++;
		mutex_unlock(&lock);
	}
	again();
}

static int __init stats_fs_init(void)
{
	int err;

	INIT_DELAYED_WORK(&work, sample);
	debug = debugfs_create_dir("stats_fs", NULL);
	debugfs_create_file("summary", 0444, debug, NULL, &summary_fops);
	debugfs_create_file("ring", 0444, debug, NULL, &ring_fops);
	debugfs_create_file("raw", 0444, debug, NULL, &raw_fops);
	debugfs_create_bool("paused", 0644, debug, &paused);

	files = kobject_create_and_add("stats_fs", kernel_kobj);
	if (!files) {
		err = -ENOMEM;
		goto remove_debug;
	}
	err = sysfs_create_groups(files, groups);
	if (err)
		goto put_files;
	again();
	return 0;

put_files:
	kobject_put(files);
remove_debug:
	debugfs_remove(debug);
	return err;
}

static void __exit stats_fs_exit(void)
{
	sysfs_remove_groups(files, groups);
	kobject_put(files);
	debugfs_remove(debug);
	cancel_delayed_work_sync(&work);
}

module_init(stats_fs_init);
module_exit(stats_fs_exit);
MODULE_LICENSE("GPL");
MODULE_AUTHOR("The kxx authors");
MODULE_DESCRIPTION("Shows in sysfs and debugfs how late a work item runs, in C");
