app_name = "responding"
urlpatterns = []
