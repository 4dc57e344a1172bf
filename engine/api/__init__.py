"""The HTTP interface ``/api/v1``: problems, sessions, roles and one router for each resource."""
