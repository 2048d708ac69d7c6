"""Addresses of plans."""

from __future__ import annotations

from django.urls import path

from oyez.plans.views import plans, steps

urlpatterns = [
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.new, name="plan-new"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/steps/<int:number>/", steps.step, name="plan-step"),
    path("plans/steps/<int:number>/<slug:what>/", steps.act, name="plan-step-act"),
    path("plans/<int:pk>/<slug:what>/", plans.act, name="plan-act"),
]
