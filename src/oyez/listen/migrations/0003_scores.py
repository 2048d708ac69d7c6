"""Scores, what goes first in the inbox, and who is at it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('govern', '0006_risk_acceptance'),
        ('listen', '0002_forgotten'),
        ('publish', '0009_receipt_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lang', models.CharField(max_length=10)),
                ('abuse', models.FloatField()),
                ('abusive', models.BooleanField()),
                ('triage', models.CharField(max_length=10)),
                ('triage_p', models.FloatField()),
                ('urgent', models.BooleanField()),
                ('alarm', models.FloatField()),
                ('alarming', models.BooleanField()),
                ('scorer', models.CharField(max_length=60)),
                ('version', models.CharField(max_length=40)),
                ('fingerprint', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.AddField(
            model_name='inboxitem',
            name='account_days',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='inboxitem',
            name='assigned_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='inboxitem',
            name='label',
            field=models.CharField(blank=True, default='', max_length=10),
        ),
        migrations.AddField(
            model_name='inboxitem',
            name='labelled_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='inboxitem',
            name='labelled_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='inboxitem',
            name='open_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='inboxitem',
            name='own',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='inboxitem',
            name='place',
            field=models.PositiveSmallIntegerField(choices=[(0, 'Urgent'), (1, 'Warning'), (2, 'Other')], default=2),
        ),
        migrations.AddField(
            model_name='inboxitem',
            name='read_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='inboxitem',
            name='score_due_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='inboxitem',
            name='suggested',
            field=models.CharField(blank=True, default='', max_length=10),
        ),
        migrations.AddIndex(
            model_name='inboxitem',
            index=models.Index(condition=models.Q(('score_due_at__isnull', False)), fields=['at'], name='inbox_item_to_score'),
        ),
        migrations.AddIndex(
            model_name='inboxitem',
            index=models.Index(condition=models.Q(('open_at__isnull', False)), fields=['place', '-id'], name='inbox_item_first'),
        ),
        migrations.AddIndex(
            model_name='inboxitem',
            index=models.Index(condition=models.Q(('open_at__isnull', False)), fields=['open_at'], name='inbox_item_waiting'),
        ),
        migrations.AddIndex(
            model_name='inboxitem',
            index=models.Index(fields=['channel', 'first_seen'], name='inbox_item_rate'),
        ),
        migrations.AddField(
            model_name='score',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='listen.inboxitem'),
        ),
        migrations.AddIndex(
            model_name='score',
            index=models.Index(fields=['at'], name='score_newest'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.UniqueConstraint(fields=('item', 'fingerprint'), name='score_once'),
        ),
    ]
