// SPDX-License-Identifier: GPL-2.0
#include <linux/kref.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "operations.h"

struct job {
	struct kref ref;
	struct work_struct work;
};

struct disk {
	struct workqueue_struct *queue;
	struct job *job;
	struct work_struct flush;
};

static struct disk *disk;

static void disk_flush(struct work_struct *work) {}

static void job_release(struct kref *ref) { kfree(container_of(ref, struct job, ref)); }

static void job_run(struct work_struct *work)
{
	kref_put(&container_of(work, struct job, work)->ref, job_release);
}

int c_work_setup(void)
{
	disk = kzalloc(sizeof(*disk), GFP_KERNEL);
	if (!disk)
		return -ENOMEM;
	disk->job = kmalloc(sizeof(*disk->job), GFP_KERNEL);
	disk->queue = alloc_workqueue("bench_2", 0, 0);
	if (!disk->job || !disk->queue) {
		if (disk->queue)
			destroy_workqueue(disk->queue);
		kfree(disk->job);
		kfree(disk);
		return -ENOMEM;
	}
	INIT_WORK(&disk->flush, disk_flush);
	kref_init(&disk->job->ref);
	INIT_WORK(&disk->job->work, job_run);
	return 0;
}

void c_work_teardown(void)
{
	destroy_workqueue(disk->queue);
	kref_put(&disk->job->ref, job_release);
	kfree(disk);
}

static bool flush_now(struct disk *disk)
{
	queue_work(disk->queue, &disk->flush);
	return flush_work(&disk->flush);
}

static bool do_job(struct disk *disk)
{
	kref_get(&disk->job->ref);
	if (!queue_work(disk->queue, &disk->job->work)) {
		kref_put(&disk->job->ref, job_release);
		return false;
	}
	return flush_work(&disk->job->work);
}

long c_work(void) { return flush_now(disk); }
long c_work_item(void) { return do_job(disk); }
